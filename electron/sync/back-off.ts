/** Waits between rounds: the usual one while all is well, doubling with jitter while it is not. */
export interface BackOff {
  /** Milliseconds until the next round after one that went well. */
  reset(): number
  /** Milliseconds until the next round after one that did not; never earlier than the server asked for. */
  next(retryAfterS?: number): number
}

/** Bounds of the waits; `random` is in [0, 1). */
export interface BackOffTerms {
  readonly usualMs: number
  readonly longestMs: number
  readonly random: () => number
}

/** Full doubling from the usual wait, each taken between half and whole, so that kiosks do not come back all at once. */
export function backOff({ usualMs, longestMs, random }: BackOffTerms): BackOff {
  let failures = 0
  const jittered = (ms: number): number => Math.round(ms * (0.5 + random() / 2))
  return {
    reset() {
      failures = 0
      return jittered(usualMs)
    },
    next(retryAfterS = 0) {
      const wait = Math.min(longestMs, usualMs * 2 ** Math.min(failures++, 16))
      return Math.max(jittered(wait), retryAfterS * 1000)
    },
  }
}
