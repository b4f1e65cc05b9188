/** A wait that a nudge or the end of work cuts short. */
export interface Pause {
  wait(ms: number, signal: AbortSignal): Promise<void>
  nudge(): void
}

/** Makes a pause; a nudge that comes while nobody waits shortens the next wait. */
export function pause(): Pause {
  let isNudged = false
  let wake: (() => void) | undefined
  return {
    nudge() {
      isNudged = true
      wake?.()
    },
    async wait(ms, signal) {
      if (!isNudged && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', wake, { once: true })
        })
        if (wake) signal.removeEventListener('abort', wake)
        wake = undefined
      }
      isNudged = false
    },
  }
}
