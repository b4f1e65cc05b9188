/**
 * What lives for minutes: captchas, codes, tries and limits. The database stands behind it by default, Redis by URL; every
 * operation is atomic across server processes, and what has expired is gone for every one of them.
 */
export interface Ephemeral {
  /** Keeps a value under a key, replacing any that was there. */
  put(key: string, value: string, ttlSeconds: number): Promise<void>
  get(key: string): Promise<string | undefined>
  /** Reads and removes; of callers at the same moment exactly one gets the value. */
  take(key: string): Promise<string | undefined>
  /**
   * Counts one more and answers how many there are now; the window begins with the first count and does not grow with later
   * ones. Callers at the same moment get different numbers.
   */
  count(key: string, windowSeconds: number): Promise<number>
  /** Takes one count back because what was counted did not happen; with the last one its window ends. */
  uncount(key: string): Promise<void>
  /** Whole seconds until a key expires; undefined when it is not there. */
  secondsLeft(key: string): Promise<number | undefined>
  remove(...keys: readonly [string, ...string[]]): Promise<void>
  /** Forgets what has expired, where the engine does not do that by itself. */
  sweep(): Promise<void>
  close(): Promise<void>
}
