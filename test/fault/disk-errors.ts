import { inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import { FailingDisk } from './disk/failing-disk.ts'
import { seeded, type Drill } from './drill.ts'

const runs = Number(process.env['HALL_FAULT_RUNS'] ?? 60)
/** Calls of one turn, about. */
const calls = 70
const longest = 4

/** Calls to the disk that fail, with an input/output error or for want of room: at some place, once or several in a row. */
export const diskErrors: Drill = {
  name: 'disk-errors',
  run: () =>
    inBareHall(async (hall) => {
      const seed = Number(process.env['HALL_FAULT_SEED'] ?? Date.now() % 1_000_000_000)
      const random = seeded(seed)
      const disk = await FailingDisk.in(hall)
      let crashed = 0
      for (let i = 0; i < runs; i++) {
        const at = 1 + Math.floor(random() * calls)
        const times = 1 + Math.floor(random() * longest)
        const end = await disk.run({ fault: i % 2 === 0 ? 'EIO' : 'ENOSPC', at, times })
        if (end === 'crashed') crashed++
      }
      const accepted = await disk.drain()
      const { lost, doubled } = compare(accepted, hall.books)
      const ends = crashed === 0 ? '' : `, ${crashed} UNFORESEEN ENDS`
      const tried = `seed ${seed}: ${runs} turns on a disk that fails somewhere${ends}`
      return { name: 'disk-errors', tried, records: accepted.length, lost: lost + crashed, doubled }
    }),
}
