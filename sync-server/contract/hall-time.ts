/** China has one time zone and no summer time; clocks of machines and browsers may be set to any other. */
const HALL_OFFSET_MS = 8 * 60 * 60_000

/** An instant as the clock on the hall's wall shows it: its UTC fields are the hall's own. */
export function hallTime(instant: Date | string): Date {
  return new Date(new Date(instant).getTime() + HALL_OFFSET_MS)
}

/** The calendar day `YYYY-MM-DD` in the hall, which is what a date on a document means. */
export function hallDay(instant: Date | string): string {
  return hallTime(instant).toISOString().slice(0, 10)
}
