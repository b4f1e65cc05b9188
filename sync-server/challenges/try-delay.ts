/** Wrong passwords in a row at one kiosk that cost nothing but the typing. */
export const FREE_TRIES = 5
const FIRST_DELAY_S = 30
const LONGEST_DELAY_S = 15 * 60

/** Seconds to wait after the n-th wrong password in a row: nothing at first, then doubling up to a quarter of an hour. */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(FIRST_DELAY_S * 2 ** (failures - FREE_TRIES), LONGEST_DELAY_S)
}
