/** Where the time comes from; a parameter everywhere, so that tests own it. */
export interface Clock {
  now(): Date
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }

/** The millisecond that was written last: what one request writes is mostly written in the same one. */
let last = { ms: Number.NaN, text: '' }

/** The instant as it is stored and signed: RFC 3339 in UTC with milliseconds, so that text order is time order. */
export function instant(date: Date): string {
  const ms = date.getTime()
  if (ms !== last.ms) last = { ms, text: date.toISOString() }
  return last.text
}

/** The instant that lies this many milliseconds after another. */
export function after(date: Date, milliseconds: number): string {
  return instant(new Date(date.getTime() + milliseconds))
}
