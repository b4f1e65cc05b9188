import type { Clock } from '../../../../native/transport/clock.ts'

interface Waiting {
  readonly at: number
  readonly go: () => void
}

const MAX_STEPS = 200_000

const everythingElse = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Time that passes only when nothing else is left to do: a minute of polling takes milliseconds. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 0, 5, 9)
  readonly #waiting = new Set<Waiting>()

  now(): number {
    return this.#now
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const done = (settle: () => void) => (): void => {
        this.#waiting.delete(waiting)
        signal.removeEventListener('abort', onAbort)
        settle()
      }
      const onAbort = done(() => reject(signal.reason))
      const waiting: Waiting = { at: this.#now + ms, go: done(resolve) }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', onAbort)
    })
  }

  /** Lets time pass until `work` settles. */
  async drive<T>(work: Promise<T>): Promise<T> {
    let isSettled = false
    const settled = (): void => void (isSettled = true)
    work.then(settled, settled)
    for (let step = 0; step < MAX_STEPS; step++) {
      await everythingElse()
      if (isSettled) return work
      this.#step()
    }
    throw new Error('the work never settles')
  }

  /** Lets so much time pass. */
  async pass(ms: number): Promise<void> {
    await this.drive(this.wait(ms, new AbortController().signal))
  }

  #step(): void {
    let next: Waiting | undefined
    for (const waiting of this.#waiting) if (!next || waiting.at < next.at) next = waiting
    if (!next) return
    this.#now = Math.max(this.#now, next.at)
    next.go()
  }
}
