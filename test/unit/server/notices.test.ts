import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Change, type Notices, openNotices } from '../../../sync-server/platform/notices/notices.ts'
import { timerWheel } from '../../../sync-server/platform/timer-wheel.ts'

const clock = { now: () => new Date(Date.now()) }
let notices: Notices | undefined
afterEach(async () => {
  await notices?.close()
  vi.useRealTimers()
})

describe('notices', () => {
  test('reach who listens to that topic, until they do not any more', async () => {
    notices = await openNotices({ clock, changesSince: () => Promise.resolve([]) })
    const [mine, other] = [vi.fn(), vi.fn()]
    const leave = notices.hear('mine', mine)
    notices.hear('other', other)
    notices.tell('mine')
    leave()
    notices.tell('mine')
    expect([mine.mock.calls.length, other.mock.calls.length]).toEqual([1, 0])
  })
  test('what another process changed is told once, and nobody is asked while nobody listens', async () => {
    vi.useFakeTimers()
    const changes: Change[] = []
    const changesSince = vi.fn(() => Promise.resolve([...changes]))
    notices = await openNotices({ clock, changesSince })
    await vi.advanceTimersByTimeAsync(5000)
    expect(changesSince).not.toHaveBeenCalled()
    const heard = vi.fn()
    notices.hear('run', heard)
    changes.push({ topic: 'run', at: '1' })
    await vi.advanceTimersByTimeAsync(3000)
    expect(heard).toHaveBeenCalledTimes(1)
    changes.push({ topic: 'run', at: '2' })
    await vi.advanceTimersByTimeAsync(3000)
    expect(heard).toHaveBeenCalledTimes(2)
  })
  test('a database that does not answer costs one look, not the notices', async () => {
    vi.useFakeTimers()
    const changesSince = vi.fn(() => Promise.resolve([{ topic: 'run', at: '1' }]))
    changesSince.mockRejectedValueOnce(new Error('gone'))
    notices = await openNotices({ clock, changesSince })
    const heard = vi.fn()
    notices.hear('run', heard)
    await vi.advanceTimersByTimeAsync(3000)
    expect(heard).toHaveBeenCalledTimes(1)
  })
  test('a carrier takes what is told here and brings what was told elsewhere; back on the line, everybody looks', async () => {
    const sent: string[] = []
    let arrived: (topic: string | undefined) => void = () => undefined
    notices = await openNotices({
      clock,
      changesSince: () => Promise.resolve([]),
      carrier: (tell) => {
        arrived = tell
        return Promise.resolve({ send: (topic) => void sent.push(topic), close: () => Promise.resolve() })
      },
    })
    const [one, two] = [vi.fn(), vi.fn()]
    notices.hear('one', one)
    notices.hear('two', two)
    notices.tell('one')
    arrived('two')
    arrived(undefined)
    expect(sent).toEqual(['one'])
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([2, 2])
  })
})

describe('the timer wheel', () => {
  test('does what is due, in time and once, and takes back what is not wanted', () => {
    vi.useFakeTimers()
    const wheel = timerWheel(clock)
    const [first, second, never] = [vi.fn(), vi.fn(), vi.fn()]
    const at = (ms: number): Date => new Date(Date.now() + ms)
    wheel.at(at(2000), first)
    wheel.at(at(9000), second)
    const forget = wheel.at(at(2000), never)
    forget()
    vi.advanceTimersByTime(1000)
    expect(first).not.toHaveBeenCalled()
    vi.advanceTimersByTime(3000)
    expect(first).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(20_000)
    expect([first, second, never].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0])
    expect(vi.getTimerCount(), 'nothing runs for nobody').toBe(0)
  })
  test('a clock that jumps makes everything due at once, in any number', () => {
    vi.useFakeTimers()
    let offset = 0
    const wheel = timerWheel({ now: () => new Date(Date.now() + offset) })
    const due = vi.fn()
    for (let n = 1; n <= 100; n++) wheel.at(new Date(Date.now() + n * 60_000), due)
    offset = 10 * 365 * 86_400_000
    vi.advanceTimersByTime(1000)
    expect(due).toHaveBeenCalledTimes(100)
  })
})
