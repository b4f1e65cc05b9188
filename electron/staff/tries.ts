const FREE_TRIES = 3
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 60 * 60_000

/** Wrong passwords in a row and when the last was tried. */
export interface Tries {
  readonly wrong: number
  readonly lastAt: number
}

/**
 * How long to wait before the next password: nothing for the first three, then half a minute, doubling up to an hour. A clock
 * that was set back makes the wait longer, never shorter than it was.
 */
export function waitMsAfter({ wrong, lastAt }: Tries, now: number): number {
  if (wrong < FREE_TRIES) return 0
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES))
  return now < lastAt ? wait : Math.max(0, wait - (now - lastAt))
}
