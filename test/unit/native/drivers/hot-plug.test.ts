import { expect, test } from 'vitest'
import { ReaderService } from '../../../../native/drivers/reader-service.ts'
import { hidReader } from '../support/bench.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { WiredReader } from '../support/wired-reader.ts'

test.each([0, 100, 450, 900])(
  'a reader is there at the first listing after it was plugged in, %i ms after the last one, and within 1.5 s',
  async (afterMs) => {
    const clock = new VirtualClock()
    const wired = new WiredReader(clock)
    wired.hidDevices = [hidReader]
    wired.ports = []
    wired.unplug()
    let looks = 0
    const listHidDevices = (): ReturnType<typeof wired.context.listHidDevices> => {
      looks++
      return wired.context.listHidDevices()
    }
    const service = new ReaderService({ ...wired.context, listHidDevices })
    const ready = new Promise<number>((resolve) => {
      const state = ({ kind }: { kind: string }): void => void (kind === 'ready' && resolve(clock.now()))
      service.start({ driver: 'auto' }, { state, cardRead: () => {}, failure: () => {} })
    })
    await clock.pass(60_000 + afterMs)
    const [looksBefore, pluggedAt] = [looks, clock.now()]
    wired.plugIn()
    expect((await clock.drive(ready)) - pluggedAt).toBeLessThanOrEqual(1_500)
    expect(looks - looksBefore).toBe(1)
    await clock.drive(service.stop())
  },
)
