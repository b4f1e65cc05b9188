import type { Clock } from '../transport/clock.ts'

/** A wait that somebody can cut short; a call that comes before the wait is not forgotten. */
export class Wakeup {
  readonly #clock: Clock
  #isPending = false
  #current: AbortController | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  wake(): void {
    this.#isPending = true
    this.#current?.abort()
  }

  /** True when woken, false when the time has passed; rejects with the reason when `signal` or `lost` aborts. */
  async wait(ms: number, until: { signal: AbortSignal; lost: AbortSignal }): Promise<boolean> {
    until.signal.throwIfAborted()
    until.lost.throwIfAborted()
    const current = new AbortController()
    this.#current = current
    const stop = (): void => current.abort()
    until.signal.addEventListener('abort', stop, { signal: current.signal })
    until.lost.addEventListener('abort', stop, { signal: current.signal })
    if (!this.#isPending) await this.#clock.wait(ms, current.signal).catch(() => {})
    current.abort()
    this.#current = undefined
    until.signal.throwIfAborted()
    until.lost.throwIfAborted()
    const wasWoken = this.#isPending
    this.#isPending = false
    return wasWoken
  }
}
