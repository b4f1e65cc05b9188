import { describe, expect, test } from 'vitest'
import { SamExchange } from '../../../../native/protocol/sam-exchange.ts'
import { hex, toHex } from '../support/bytes.ts'
import { memoryCable } from '../support/memory-cable.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const FOUND = hex('AAAAAA9669000800009F0000000097')
const SELECTED = hex('AAAAAA9669000C00009000000000000000009C')
const NONE = hex('AAAAAA9669000400008084')
const BAD_CHECK_BYTE = hex('AAAAAA9669000400001014')

type Answer = (request: string, nth: number) => void

function wired(): {
  clock: VirtualClock
  sam: SamExchange
  send: (b: Uint8Array) => void
  asked: string[]
  on: (a: Answer) => void
  unplug: () => void
} {
  const clock = new VirtualClock()
  const { host, module } = memoryCable()
  const asked: string[] = []
  let answer: Answer = () => {}
  module.onData((bytes) => answer(toHex(bytes), asked.push(toHex(bytes))))
  return {
    clock,
    sam: new SamExchange(host, { clock, baudRate: 115_200 }),
    send: (bytes) => host.receive(bytes),
    asked,
    on: (given) => (answer = given),
    unplug: () => host.unplugged(),
  }
}

const signal = new AbortController().signal
const code = (expected: string): unknown => expect.objectContaining({ code: expected })

describe('exchange', () => {
  test('an answer comes back to whoever asked', async () => {
    const { sam, clock, on, send } = wired()
    on(() => send(FOUND))
    expect((await clock.drive(sam.request('findCard', { signal }))).sw3).toBe(0x9f)
  })

  test('a second request in flight is a mistake of the program', async () => {
    const { sam, clock, on, send } = wired()
    on(() => send(FOUND))
    const first = sam.request('findCard', { signal })
    await expect(sam.request('findCard', { signal })).rejects.toThrow('already in flight')
    await clock.drive(first)
  })

  test.each([BAD_CHECK_BYTE, hex('AAAAAA9669000400001115')])(
    'a request that arrived damaged is sent once more',
    async (complaint) => {
      const { sam, clock, on, send, asked } = wired()
      on((_request, nth) => send(nth === 1 ? complaint : FOUND))
      expect((await clock.drive(sam.request('findCard', { signal }))).isOk).toBe(true)
      expect(asked).toHaveLength(2)
    },
  )

  test('a module that always sees damage gets two tries, not more', async () => {
    const { sam, clock, on, send, asked } = wired()
    on(() => send(BAD_CHECK_BYTE))
    expect((await clock.drive(sam.request('findCard', { signal }))).sw3).toBe(0x10)
    expect(asked).toHaveLength(2)
  })

  test('silence is not-answering, noise is protocol-error', async () => {
    const { sam, clock, on, send } = wired()
    await expect(clock.drive(sam.request('findCard', { signal }))).rejects.toEqual(code('reader.not-answering'))
    on(() => send(hex('00112233445566778899')))
    await expect(clock.drive(sam.request('findCard', { signal }))).rejects.toEqual(code('reader.protocol-error'))
  })

  test('a late answer is never taken for the next one', async () => {
    const { sam, clock, on, send } = wired()
    on((_request, nth) => {
      if (nth === 2) send(NONE)
    })
    await expect(clock.drive(sam.request('findCard', { signal }))).rejects.toEqual(code('reader.not-answering'))
    const next = sam.request('findCard', { signal })
    send(FOUND) // the answer to the request that timed out
    expect((await clock.drive(next)).sw3).toBe(0x80)
  })

  test('the answer to an aborted request is waited for before the next goes out', async () => {
    const { sam, clock, on, send, asked } = wired()
    const abort = new AbortController()
    const broken = sam.request('readText', { signal: abort.signal })
    await clock.pass(100)
    abort.abort(new Error('cancelled'))
    await expect(broken).rejects.toThrow('cancelled')
    on(() => send(NONE))
    const next = sam.request('findCard', { signal })
    await clock.pass(1_000)
    expect(asked).toHaveLength(1)
    send(FOUND)
    expect((await clock.drive(next)).sw3).toBe(0x80)
    expect(asked).toHaveLength(2)
  })

  test('an answer with another layout is refused, and its own still waited for', async () => {
    const { sam, clock, on, send } = wired()
    on((_request, nth) => send(nth === 1 ? SELECTED : NONE))
    await expect(clock.drive(sam.request('samStatus', { signal }))).rejects.toEqual(code('reader.protocol-error'))
    expect((await clock.drive(sam.request('findCard', { signal }))).sw3).toBe(0x80)
  })

  test('frames that nobody asked for are dropped', async () => {
    const { sam, clock, on, send } = wired()
    send(FOUND)
    on(() => send(NONE))
    expect((await clock.drive(sam.request('findCard', { signal }))).sw3).toBe(0x80)
  })

  test('half a frame from before is not glued to the answer', async () => {
    const { sam, clock, on, send } = wired()
    send(FOUND.subarray(0, 10))
    on(() => send(NONE))
    expect((await clock.drive(sam.request('findCard', { signal }))).sw3).toBe(0x80)
    expect(sam.noise.discardedBytes).toBe(10)
  })

  test('an answer that dribbles past the limit is still taken', async () => {
    const { sam, clock, on, send } = wired()
    const dribble = async (): Promise<void> => {
      for (const byte of FOUND) {
        send(Uint8Array.of(byte))
        await clock.wait(300, signal)
      }
    }
    on(() => void dribble())
    expect((await clock.drive(sam.request('findCard', { signal }))).isOk).toBe(true)
  })

  test('an answer that never ends is given up', async () => {
    const { sam, clock, on, send } = wired()
    const dribble = async (): Promise<void> => {
      send(hex('AAAAAA96690960'))
      for (let i = 0; i < 2_000; i++) {
        send(Uint8Array.of(0))
        await clock.wait(300, signal)
      }
    }
    on(() => void dribble())
    await expect(clock.drive(sam.request('findCard', { signal }))).rejects.toEqual(code('reader.protocol-error'))
  })

  test('an unplug ends the wait', async () => {
    const { sam, clock, unplug } = wired()
    const asked = sam.request('readText', { signal })
    await clock.pass(50)
    unplug()
    await expect(asked).rejects.toEqual(code('reader.not-connected'))
    await expect(sam.request('findCard', { signal })).rejects.toEqual(code('reader.not-connected'))
  })
})
