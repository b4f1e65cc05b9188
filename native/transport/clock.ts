/** Time as a parameter: `now` in milliseconds since 1970, `wait` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): number
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const onAbort = (): void => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal.addEventListener('abort', onAbort, { once: true })
    }),
}

/**
 * Gives `work` at most `ms`; after that rejects with what `late` makes. The work itself is not stopped: whoever starts
 * something that outlives its limit must clean up behind it.
 */
export async function within<T>(work: Promise<T>, limit: { clock: Clock; ms: number; late: () => Error }): Promise<T> {
  const over = new AbortController()
  const alarm = limit.clock.wait(limit.ms, over.signal).then(
    () => Promise.reject(limit.late()),
    () => new Promise<never>(() => {}),
  )
  try {
    return await Promise.race([work, alarm])
  } finally {
    over.abort()
  }
}
