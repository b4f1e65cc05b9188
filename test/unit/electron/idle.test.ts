import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { idleVerdict } from '../../../electron/main/idle-rule.ts'
import { IdleWatch } from '../../../electron/main/idle-watch.ts'

const limits = { warnAfterS: 45, endAfterS: 60, signOutAfterS: 600 }

describe('the rule', () => {
  const at = (s: number, open: { isSessionOpen?: boolean; isSignedIn?: boolean }) =>
    idleVerdict({ isSessionOpen: false, isSignedIn: false, lastActivityMs: 0, nowMs: s * 1000, ...open }, limits)

  test.each([
    [0, 'attended'],
    [44.9, 'attended'],
    [45, 'warn'],
    [59.9, 'warn'],
    [60, 'end-session'],
    [9999, 'end-session'],
  ] as const)('an open session after %d s: %s', (s, kind) => {
    expect(at(s, { isSessionOpen: true, isSignedIn: true }).kind).toBe(kind)
  })

  test.each([
    [60, 'attended'],
    [584.9, 'attended'],
    [585, 'warn'],
    [600, 'sign-out'],
  ] as const)('a bare sign-in after %d s: %s', (s, kind) => {
    expect(at(s, { isSignedIn: true }).kind).toBe(kind)
  })

  test('an empty counter has nothing to end', () => {
    expect(at(9999, {})).toEqual({ kind: 'attended', lookAgainMs: undefined })
  })
})

describe('the watch', () => {
  let isSessionOpen = true
  let isSignedIn = true
  let events: string[] = []
  let watch: IdleWatch

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-22T09:00:00Z'), toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    isSessionOpen = isSignedIn = true
    events = []
    const begunAt = Date.now()
    watch = new IdleWatch(limits, {
      monotonicMs: () => Date.now() - begunAt,
      wallMs: () => Date.now(),
      isSessionOpen: () => isSessionOpen,
      isSignedIn: () => isSignedIn,
      endSession: () => {
        isSessionOpen = false
        events.push('end-session')
      },
      signOut: () => {
        isSignedIn = false
        events.push('sign-out')
      },
      changed: () => void events.push(watch.endsAt === undefined ? 'calm' : 'warn'),
    })
    watch.look()
  })
  afterEach(() => {
    watch.stop()
    vi.useRealTimers()
  })

  test('warns, ends the session, and much later signs out', () => {
    vi.advanceTimersByTime(45_000)
    expect(watch.endsAt).toBe('2026-11-22T09:01:00.000Z')
    vi.advanceTimersByTime(14_999)
    expect(events).toEqual(['warn'])
    vi.advanceTimersByTime(1)
    expect(events).toEqual(['warn', 'calm', 'end-session'])
    vi.advanceTimersByTime(600_000)
    expect(events).toEqual(['warn', 'calm', 'end-session', 'warn', 'calm', 'sign-out'])
  })

  test('activity during the warning calms it and starts anew', () => {
    vi.advanceTimersByTime(50_000)
    watch.activity()
    expect(watch.endsAt).toBeUndefined()
    vi.advanceTimersByTime(44_999)
    expect(events).toEqual(['warn', 'calm'])
    vi.advanceTimersByTime(1)
    expect(watch.endsAt).toBeDefined()
  })

  test('keeps one end while it warns', () => {
    vi.advanceTimersByTime(46_000)
    const { endsAt } = watch
    watch.look()
    watch.look()
    expect(watch.endsAt).toBe(endsAt)
    expect(events).toEqual(['warn'])
  })

  test('looks no more once stopped', () => {
    watch.stop()
    watch.look()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('an empty counter sets no timer', () => {
    isSessionOpen = isSignedIn = false
    watch.look()
    expect(vi.getTimerCount()).toBe(0)
  })
})
