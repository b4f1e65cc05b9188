import { afterEach, describe, expect, test } from 'vitest'
import type { CardRead, ReaderState } from '../../../../sync-server/contract/device.ts'
import type { DeviceError } from '../../../../native/device-error.ts'
import { ReaderService } from '../../../../native/drivers/reader-service.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { WiredReader } from '../support/wired-reader.ts'

const LINE = { driver: 'sam-serial', path: 'line', baudRate: 115_200 } as const

class Hall {
  readonly clock = new VirtualClock()
  readonly wired = new WiredReader(this.clock)
  readonly service = new ReaderService(this.wired.context)
  readonly states: string[] = []
  readonly reads: CardRead[] = []
  readonly failures: string[] = []

  start(): this {
    this.service.start(LINE, {
      state: (state: ReaderState) => this.states.push(state.kind === 'failed' ? state.code : state.kind),
      cardRead: (read) => this.reads.push(read),
      failure: (error: DeviceError) => this.failures.push(error.code),
    })
    return this
  }
}

let hall: Hall
afterEach(() => hall.clock.drive(hall.service.stop()))

describe('reader service', () => {
  test('a read from request to lifting', async () => {
    hall = new Hall().start()
    await hall.clock.pass(1_000)
    hall.service.requestRead()
    await hall.clock.pass(1_000)
    hall.wired.place('rare-name')
    await hall.clock.pass(2_000)
    hall.wired.place(undefined)
    await hall.clock.pass(2_000)
    expect(hall.states).toEqual(['disconnected', 'ready', 'waiting', 'reading', 'read', 'ready'])
    expect(hall.reads.map((read) => read.document.fullName)).toEqual(['䶮𬴊示例'])
    expect(hall.failures).toEqual([])
  })

  test('without a request no card is touched', async () => {
    hall = new Hall().start()
    hall.wired.place('rare-name')
    await hall.clock.pass(60_000)
    expect(hall.states).toEqual(['disconnected', 'ready'])
    expect(hall.reads).toEqual([])
  })

  test('a request before the reader is there is served when it comes', async () => {
    hall = new Hall()
    hall.wired.unplug()
    hall.start()
    hall.service.requestRead()
    hall.wired.place('rare-name')
    await hall.clock.pass(30_000)
    expect(hall.failures).toEqual(['reader.not-connected'])
    hall.wired.plugIn()
    await hall.clock.pass(10_000)
    expect(hall.reads).toHaveLength(1)
    expect(hall.states).toEqual(['disconnected', 'ready', 'waiting', 'reading', 'read'])
  })

  test('one request brings one read, also when the card stays', async () => {
    hall = new Hall().start()
    hall.wired.place('rare-name')
    hall.service.requestRead()
    hall.service.requestRead()
    await hall.clock.pass(60_000)
    expect(hall.reads).toHaveLength(1)
    hall.service.requestRead()
    await hall.clock.pass(5_000)
    expect(hall.reads).toHaveLength(2)
    expect(hall.reads[0]?.transcriptDigest).not.toBe(hall.reads[1]?.transcriptDigest)
  })

  test('a cancelled request reads nothing', async () => {
    hall = new Hall().start()
    hall.service.requestRead()
    await hall.clock.pass(2_000)
    hall.service.cancelRead()
    hall.wired.place('rare-name')
    await hall.clock.pass(10_000)
    expect(hall.states).toEqual(['disconnected', 'ready', 'waiting', 'ready'])
    expect(hall.reads).toEqual([])
    hall.service.requestRead()
    await hall.clock.pass(10_000)
    expect(hall.reads).toHaveLength(1)
  })

  test('a request cancelled in the middle of a read is not answered', async () => {
    hall = new Hall()
    hall.wired.cardMs = 300
    hall.start()
    await hall.clock.pass(1_000)
    hall.wired.place('rare-name')
    hall.service.requestRead()
    await hall.clock.pass(1_000)
    hall.service.cancelRead()
    await hall.clock.pass(20_000)
    expect(hall.reads).toEqual([])
    expect(hall.service.state).toEqual({ kind: 'ready' })
  })

  test('a card that cannot be read is reported once, and the next one read', async () => {
    hall = new Hall().start()
    hall.wired.place('bank-card')
    hall.service.requestRead()
    await hall.clock.pass(30_000)
    expect(hall.failures).toEqual(['card.not-identity-card'])
    hall.wired.place(undefined)
    await hall.clock.pass(5_000)
    hall.wired.place('rare-name')
    await hall.clock.pass(5_000)
    expect(hall.states).toEqual([
      ...['disconnected', 'ready', 'waiting', 'reading', 'card.not-identity-card'],
      ...['waiting', 'reading', 'read'],
    ])
    expect(hall.reads).toHaveLength(1)
  })

  test('a card with undecodable content stays failed until it is lifted', async () => {
    hall = new Hall().start()
    const blocks = { text: new Uint8Array(256).fill(0x20), photo: new Uint8Array(1024) }
    hall.wired.module.place({ kind: 'identity', blocks })
    hall.service.requestRead()
    await hall.clock.pass(60_000)
    expect(hall.failures).toHaveLength(1)
    expect(hall.states.slice(2)).toHaveLength(3)
    hall.wired.place(undefined)
    await hall.clock.pass(5_000)
    expect(hall.service.state).toEqual({ kind: 'waiting' })
  })

  test('a card lifted in the middle is asked for again and read', async () => {
    hall = new Hall()
    hall.wired.cardMs = 400
    hall.start()
    await hall.clock.pass(1_000)
    hall.service.requestRead()
    hall.wired.place('rare-name')
    await hall.clock.pass(1_300)
    hall.wired.place(undefined)
    await hall.clock.pass(20_000)
    expect(hall.service.state).toEqual({ kind: 'failed', code: 'card.removed' })
    hall.wired.place('rare-name')
    await hall.clock.pass(20_000)
    expect(hall.states.slice(-3)).toEqual(['card.removed', 'reading', 'read'])
  })

  test('an unplug at rest is noticed and mended', async () => {
    hall = new Hall().start()
    await hall.clock.pass(10_000)
    hall.wired.unplug()
    await hall.clock.pass(10_000)
    hall.wired.plugIn()
    await hall.clock.pass(10_000)
    expect(hall.states).toEqual(['disconnected', 'ready', 'disconnected', 'ready'])
    expect(hall.failures).toEqual(['reader.not-connected'])
  })

  test('a module that falls silent is noticed by its heartbeat and mended', async () => {
    hall = new Hall().start()
    await hall.clock.pass(10_000)
    hall.wired.fault = 'unplug' // the line stays, nothing comes
    await hall.clock.pass(20_000)
    expect(hall.states.at(-1)).toBe('reader.not-answering')
    hall.wired.fault = 'none'
    await hall.clock.pass(20_000)
    expect(hall.service.state).toEqual({ kind: 'ready' })
  })

  test('garbage in the middle of a request is reported once and outlived', async () => {
    hall = new Hall().start()
    await hall.clock.pass(1_000)
    hall.service.requestRead()
    hall.wired.fault = 'garbage'
    await hall.clock.pass(120_000)
    expect(hall.failures).toEqual(['reader.protocol-error'])
    hall.wired.fault = 'none'
    hall.wired.place('rare-name')
    await hall.clock.pass(20_000)
    expect(hall.reads).toHaveLength(1)
  })

  test('a module that loses its authorisation is out of service and comes back', async () => {
    hall = new Hall().start()
    hall.wired.module.breakage = 0x66
    await hall.clock.pass(20_000)
    expect(hall.states.at(-1)).toBe('reader.out-of-service')
    hall.wired.module.breakage = undefined
    await hall.clock.pass(20_000)
    expect(hall.service.state).toEqual({ kind: 'ready' })
  })

  test('after a stop nothing is said any more, and it can be started again', async () => {
    hall = new Hall().start()
    await hall.clock.pass(1_000)
    hall.service.requestRead()
    await hall.clock.drive(hall.service.stop())
    const said = hall.states.length
    hall.wired.place('rare-name')
    await hall.clock.pass(20_000)
    expect(hall.states).toHaveLength(said)
    hall.start()
    await hall.clock.pass(1_000)
    expect(hall.service.state).toEqual({ kind: 'ready' })
  })

  test('a second start is a mistake of the program', () => {
    hall = new Hall().start()
    expect(() => hall.start()).toThrow('already running')
  })
})
