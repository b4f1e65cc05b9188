import { deposit, inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import { seeded, type Drill } from './drill.ts'
import { openOffice } from '../../electron/office.ts'

const jumps = 24
const perJump = 3
const DAY_MS = 86_400_000
/** Up to this far forwards or back. */
const farthestDays = 40

/** The kiosk's clock is set forwards and back by up to weeks while records are stored and sent, and is put right in the end. */
export const clockJumps: Drill = {
  name: 'clock-jumps',
  run: () =>
    inBareHall(async (hall) => {
      const seed = Number(process.env['HALL_FAULT_SEED'] ?? Date.now() % 1_000_000_000)
      const random = seeded(seed)
      let offMs = 0
      const [server = '', dataDir = '', enrolmentCode] = hall.childArguments()
      const clock = { now: () => new Date(Date.now() + offMs) }
      const options = { server, dataDir, kioskName: '演练', enrolmentCode, clock, sqliteBinding: undefined }
      const times = { probeEveryMs: 10, longestWaitMs: 40, batchBytes: 50_000 }
      const office = await openOffice(options, times)
      office.courier.start()
      const accepted: string[] = []
      for (let i = 0; i < jumps; i++) {
        accepted.push(...deposit(office, perJump))
        await new Promise((resolve) => setTimeout(resolve, random() * 60))
        offMs = (random() - 0.5) * 2 * farthestDays * DAY_MS
      }
      offMs = 0 // somebody puts it right, as the screen asks for
      await hall.drain(office)
      const tried = `seed ${seed}: ${jumps} jumps of the kiosk's clock by up to ${farthestDays} days`
      return { name: 'clock-jumps', tried, records: accepted.length, ...compare(accepted, hall.books) }
    }),
}
