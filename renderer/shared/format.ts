import { hallTime } from '../../sync-server/contract/hall-time.ts'

const pad = (n: number): string => String(n).padStart(2, '0')

/** `11月22日 19:14`, in the hall's own time. */
export function dayAndTime(instant: string): string {
  const at = hallTime(instant)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${timeOfDay(instant)}`
}

/** `19:14`. */
export function timeOfDay(instant: string): string {
  const at = hallTime(instant)
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`
}

/** `2026年11月22日 19:14`, as on a receipt. */
export function fullTime(instant: string): string {
  return `${hallTime(instant).getUTCFullYear()}年${dayAndTime(instant)}`
}

/** `1990年3月7日` from `1990-03-07`; anything else is left as it is. */
export function calendarDay(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`
}

/** `2026.01.05`, as documents print their validity. */
export const dotted = (date: string): string => date.replaceAll('-', '.')

/** Only the digits of a text, at most `most`. */
export const digitsOf = (text: string, most = 11): string => text.replace(/\D/g, '').slice(0, most)

/** `138 0000 0000`, also while it is incomplete: grouped as people say it. */
export function groupPhone(text: string): string {
  const digits = digitsOf(text)
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter((part) => part !== '').join(' ')
}

/** `119999 19900307 9961`: area, birth date, rest; masked numbers and other documents in groups of four. */
export function groupNumber(number: string): string {
  if (/^[\d*]{17}[\dX*]$/.test(number)) return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`
  return number
}

/** Whole seconds from `now` until an instant, never below zero. */
export function secondsUntil(instant: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}
