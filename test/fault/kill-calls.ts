import { inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import { FailingDisk } from './disk/failing-disk.ts'
import type { Drill } from './drill.ts'

/** More calls than a whole turn of opening, storing, sending and closing makes. */
const most = Number(process.env['HALL_FAULT_CALLS'] ?? 400)

/** Kills the kiosk at its first call to the disk, at its second, and so on through a whole turn; at writes, half way through. */
export const killCalls: Drill = {
  name: 'kill-calls',
  run: () =>
    inBareHall(async (hall) => {
      const disk = await FailingDisk.in(hall)
      let [at, crashed] = [0, 0]
      for (let end = 'killed'; end !== 'finished' && at < most;) {
        end = await disk.run({ fault: at % 2 === 0 ? 'kill' : 'cut', at: ++at })
        if (end === 'crashed') crashed++
      }
      const accepted = await disk.drain()
      const { lost, doubled } = compare(accepted, hall.books)
      const tried = `a kill at each of ${at} calls to the disk${crashed === 0 ? '' : `, ${crashed} UNFORESEEN ENDS`}`
      return { name: 'kill-calls', tried, records: accepted.length, lost: lost + crashed, doubled }
    }),
}
