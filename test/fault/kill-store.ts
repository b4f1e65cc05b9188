import { runUntilKilled } from '../fixtures/kiosk/kill-loop.ts'
import { inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import { seeded, type Drill } from './drill.ts'

const kills = Number(process.env['HALL_FAULT_KILLS'] ?? 60)
const longestRun = 12

/** kill -9 of a process that deposits and uploads, at random moments, on one data folder. */
export const killStore: Drill = {
  name: 'kill-store',
  run: () =>
    inBareHall(async (hall) => {
      const random = seeded(Date.now() >>> 0)
      const acknowledged: string[] = []
      for (let i = 0; i < kills; i++) {
        const records = 1 + Math.floor(random() * longestRun)
        acknowledged.push(...(await runUntilKilled(hall.childArguments(), records)))
      }
      await hall.drain(await hall.office())
      const found = compare(acknowledged, hall.books)
      return {
        name: 'kill-store',
        tried: `${kills} kills while storing and sending`,
        records: acknowledged.length,
        ...found,
      }
    }),
}
