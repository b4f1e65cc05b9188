/** Where the time comes from; a parameter everywhere, so that tests own it. */
export interface Clock {
  now(): Date
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }

/** The instant as it is stored and signed: RFC 3339 in UTC with milliseconds, so that text order is time order. */
export function instant(date: Date): string {
  return date.toISOString()
}

/** The instant that lies this many milliseconds after another. */
export function after(date: Date, milliseconds: number): string {
  return instant(new Date(date.getTime() + milliseconds))
}
