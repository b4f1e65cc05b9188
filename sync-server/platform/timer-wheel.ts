import type { Clock } from './clock.ts'

/** Many things that are due some time, on one timer: whole seconds are exact enough for all of them. */
export interface TimerWheel {
  /** Does something once an instant has passed; the answer takes that back. */
  at(due: Date, work: () => void): () => void
  stop(): void
}

const SECOND_MS = 1000

/** A wheel that runs while anything hangs on it. */
export function timerWheel(clock: Clock): TimerWheel {
  const slots = new Map<number, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  const turn = (): void => {
    const now = Math.floor(clock.now().getTime() / SECOND_MS)
    for (const [second, works] of slots) {
      if (second > now) continue
      slots.delete(second)
      for (const work of works) work()
    }
    if (slots.size === 0) stop()
  }
  return {
    at(due, work) {
      const second = Math.ceil(due.getTime() / SECOND_MS)
      const slot = slots.get(second) ?? new Set()
      slots.set(second, slot.add(work))
      timer ??= setInterval(turn, SECOND_MS).unref()
      return () => {
        slot.delete(work)
        if (slot.size === 0 && slots.get(second) === slot) slots.delete(second)
      }
    },
    stop,
  }
}
