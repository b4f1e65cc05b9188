import { ChaosProxy } from '../fixtures/kiosk/chaos-proxy.ts'
import { deposit, inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import type { Drill } from './drill.ts'

const records = 120

/** A line that breaks requests and answers in the middle, swallows answers and delivers requests twice. */
export const cutNetwork: Drill = {
  name: 'cut-network',
  run: () =>
    inBareHall(async (hall) => {
      const direct = await hall.office()
      await direct.close() // enrolment goes over a healthy line
      const proxy = new ChaosProxy(hall.server.url, Date.now() >>> 0)
      try {
        proxy.chaos = { cutUp: 0.35, cutDown: 0.35, swallowAnswer: 0.2, replay: 0.4 }
        const office = await hall.office(await proxy.listen())
        const acknowledged = deposit(office, records)
        await hall.drain(office)
        const { cut, swallowed, replayed } = proxy.did
        const tried = `${cut} cut, ${swallowed} swallowed, ${replayed} repeated requests`
        return { name: 'cut-network', tried, records, ...compare(acknowledged, hall.books) }
      } finally {
        await proxy.close()
      }
    }),
}
