import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Suggestion } from '../../../electron/bridge/calls.ts'
import type { FromInput, ToInput } from '../../../electron/input-method/input-messages.ts'
import { type InputChild, InputService } from '../../../electron/input-method/input-service.ts'

const found: readonly Suggestion[] = [{ text: '张', uses: 5 }]

/** An input process that obeys the test. */
class FakeChild implements InputChild {
  readonly got: ToInput[] = []
  isAlive = true
  answers = true
  #onMessage: (message: FromInput) => void = () => {}
  #onExit: () => void = () => {}

  post(message: ToInput): void {
    this.got.push(message)
    if (this.answers) this.say({ kind: 'suggested', id: message.id, suggestions: found })
  }
  onMessage(listener: (message: FromInput) => void): void {
    this.#onMessage = listener
  }
  onExit(listener: () => void): void {
    this.#onExit = listener
  }
  kill(): void {
    this.exit()
  }
  say(message: FromInput): void {
    this.#onMessage(message)
  }
  exit(): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.#onExit()
  }
}

const children: FakeChild[] = []
const failures: string[] = []
let service: InputService
const last = (): FakeChild => children.at(-1)!
const startReady = (): void => last().say({ kind: 'ready' })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  children.length = failures.length = 0
  const spawn = (): InputChild => {
    children.push(new FakeChild())
    return last()
  }
  service = new InputService(spawn, (because) => void failures.push(because))
  service.start()
})
afterEach(() => vi.useRealTimers())

test('there are no candidates until the dictionary is read, and nobody waits for them', async () => {
  expect(await service.suggest('zhang')).toEqual([])
  expect(last().got).toEqual([])
  startReady()
  expect(await service.suggest('zhang')).toEqual(found)
})

test('answers find their questions in any order', async () => {
  startReady()
  last().answers = false
  const asked = ['zhang', 'wang'].map((letters) => service.suggest(letters))
  const [first, second] = last().got
  last().say({ kind: 'suggested', id: second!.id, suggestions: [{ text: '王', uses: 4 }] })
  last().say({ kind: 'suggested', id: first!.id, suggestions: found })
  expect((await Promise.all(asked)).map(([best]) => best?.text)).toEqual(['张', '王'])
})

describe('a process that ends', () => {
  test('leaves nobody waiting, and another takes its place', async () => {
    startReady()
    last().answers = false
    const asked = service.suggest('zhang')
    last().exit()
    expect(await asked).toEqual([])
    expect(await service.suggest('zhang')).toEqual([])
    vi.advanceTimersByTime(250)
    startReady()
    expect(await service.suggest('zhang')).toEqual(found)
  })

  test('again and again before it is ready is started ever more slowly', () => {
    for (const pauseMs of [250, 1_000, 4_000, 16_000, 16_000]) {
      const before = children.length
      last().exit()
      vi.advanceTimersByTime(pauseMs - 1)
      expect(children).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(children).toHaveLength(before + 1)
    }
  })

  test('is not heard any more', async () => {
    const old = last()
    old.exit()
    vi.advanceTimersByTime(250)
    old.say({ kind: 'ready' })
    expect(await service.suggest('zhang')).toEqual([])
  })
})

test('a process that hangs is ended after a second: everybody who waits has no candidates, and what was typed is not told', async () => {
  startReady()
  const hanging = last()
  hanging.answers = false
  const asked = ['zhang', 'zhangw'].map((letters) => service.suggest(letters))
  vi.advanceTimersByTime(1_000)
  expect(await Promise.all(asked)).toEqual([[], []])
  expect(hanging.isAlive).toBe(false)
  expect(failures).toEqual(['no answer in time'])
  vi.advanceTimersByTime(250)
  expect(children).toHaveLength(2)
})

test('a process that will not even end keeps nobody waiting', async () => {
  startReady()
  last().answers = false
  vi.spyOn(last(), 'kill').mockImplementation(() => undefined)
  const asked = service.suggest('zhang')
  vi.advanceTimersByTime(1_000)
  expect(await asked).toEqual([])
  expect(await service.suggest('zhangw')).toEqual([])
})

test('a process that never reads its dictionary is ended', () => {
  vi.advanceTimersByTime(20_000)
  expect(failures).toEqual(['the dictionary is not read'])
  expect(children[0]?.isAlive).toBe(false)
})

test('the end of a visit ends the process that saw its letters; the next has one of its own', async () => {
  startReady()
  const seen = last()
  await service.suggest('zhang')
  service.renew()
  expect(seen.isAlive).toBe(false)
  expect(children).toHaveLength(2)
  startReady()
  await service.suggest('wang')
  expect(last().got.map(({ letters }) => letters)).toEqual(['wang'])
  vi.advanceTimersByTime(60_000)
  expect(children).toHaveLength(2)
})

test('once stopped it stays stopped, and whoever waits is answered', async () => {
  startReady()
  last().answers = false
  const asked = service.suggest('zhang')
  service.stop()
  expect(await asked).toEqual([])
  expect(last().isAlive).toBe(false)
  vi.advanceTimersByTime(60_000)
  expect(children).toHaveLength(1)
  expect(await service.suggest('zhang')).toEqual([])
})
