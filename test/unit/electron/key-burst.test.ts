import { beforeEach, describe, expect, test } from 'vitest'
import { BURST_GAP_MS, KeyBurst } from '../../../electron/main/key-burst.ts'

const PERMIT = ['CRCHNH000000010<<<<<<<<<<<<<<<', '0001018M3301018CHN<<<<<<<<<<<0', 'ZHENGJIAN<<YANGBEN<<<<<<<<<<<<']

/** A page with one field, and a keyboard before it. */
class Desk {
  nowMs = 0
  field = ''
  readonly scans: string[] = []
  #timers: { at: number; run: () => void; isOver: boolean }[] = []
  readonly burst = new KeyBurst({
    now: () => this.nowMs,
    after: (ms, run) => {
      const timer = { at: this.nowMs + ms, run, isOver: false }
      this.#timers.push(timer)
      return () => (timer.isOver = true)
    },
    release: (keys) => (this.field += keys.join('')),
    scanned: (text) => void this.scans.push(text),
  })

  pass(ms: number): void {
    const until = this.nowMs + ms
    for (;;) {
      const next = this.#timers.filter(({ at, isOver }) => !isOver && at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.nowMs = Math.max(this.nowMs, next.at)
      next.isOver = true
      next.run()
    }
    this.nowMs = until
  }

  /** Time that the program spends on something else: timers that were due come late, and after it. */
  stall(ms: number): void {
    this.nowMs += ms
    for (const timer of this.#timers.filter(({ at, isOver }) => !isOver && at <= this.nowMs)) {
      timer.isOver = true
      timer.run()
    }
  }

  strike(key: string, pauseMs: number, isAutoRepeat = false): void {
    this.pass(pauseMs)
    if (!this.burst.holds({ type: 'keyDown', key, isAutoRepeat })) this.field += key === 'Enter' ? '⏎' : key
    if (this.burst.holds({ type: 'keyUp', key, isAutoRepeat: false })) return
  }

  write(text: string, pauseMs: number): void {
    for (const key of text) this.strike(key === '\n' ? 'Enter' : key, pauseMs)
  }
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

describe('a device that writes like a keyboard', () => {
  test.each([1, 8, BURST_GAP_MS - 1])('is read at %i ms a key, and no key of it reaches the field', (pauseMs) => {
    desk.write(`${PERMIT.join('\n')}\n`, pauseMs)
    desk.pass(500)
    expect(desk.scans).toEqual([PERMIT.join('\n')])
    expect(desk.field).toBe('')
  })

  test('may leave out the end of line, or the separators', () => {
    desk.write('136695976', 2)
    desk.pass(500)
    desk.write(PERMIT.join(''), 2)
    desk.pass(500)
    expect(desk.scans).toEqual(['136695976', PERMIT.join('')])
    expect(desk.field).toBe('')
  })

  test('two scans with a pause between are two', () => {
    desk.write('136695976\n', 2)
    desk.pass(300)
    desk.write('000000019\n', 2)
    desk.pass(300)
    expect(desk.scans).toEqual(['136695976', '000000019'])
  })

  test('leaves what a hand has typed before and types after where it is', () => {
    desk.write('138', 150)
    desk.pass(300)
    desk.write('136695976\n', 3)
    desk.pass(300)
    desk.write('0001', 150)
    desk.pass(300)
    expect(desk.field).toBe('1380001')
    expect(desk.scans).toEqual(['136695976'])
  })

  test('is still one scan when the program was busy in the middle of it', () => {
    desk.write('1366', 2)
    desk.stall(400)
    desk.write('95976\n', 2)
    desk.pass(300)
    expect(desk.scans).toEqual(['136695976'])
    expect(desk.field).toBe('')
  })
})

describe('a hand', () => {
  test.each([BURST_GAP_MS, 60, 200])('is not held up at %i ms a key, and Enter is its own', (pauseMs) => {
    desk.write('13800001111\n', pauseMs)
    desk.pass(500)
    expect(desk.field).toBe('13800001111⏎')
    expect(desk.scans).toEqual([])
  })

  test('that strikes a few keys at once keeps their order', () => {
    desk.write('ab', 1)
    desk.strike('Backspace', 5)
    desk.write('cd', 1)
    desk.pass(100)
    desk.strike('Enter', 1)
    expect(desk.field).toBe('abBackspacecd⏎')
  })

  test('that stays on a key repeats it', () => {
    desk.strike('a', 100)
    for (let i = 0; i < 40; i++) desk.strike('a', 30, true)
    desk.pass(100)
    expect(desk.field).toBe('a'.repeat(41))
    expect(desk.scans).toEqual([])
  })

  test('whose shift goes down and up says nothing of itself', () => {
    desk.strike('Shift', 10)
    desk.strike('A', 10)
    desk.pass(100)
    expect(desk.field).toBe('ShiftA')
  })

  test('that begins with a space presses what has the focus', () => {
    expect(desk.burst.holds({ type: 'keyDown', key: ' ', isAutoRepeat: false })).toBe(false)
  })
})

test('a stream without an end is cut, not kept', () => {
  desk.write('x'.repeat(6_000), 1)
  desk.pass(500)
  expect(desk.scans.map(({ length }) => length)).toEqual([4_096])
})
