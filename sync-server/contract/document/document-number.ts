import type { DocumentType } from './document-type.ts'

/** Why a document number is not one; `ok` is the only good answer. */
export type NumberVerdict = 'ok' | 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_DIGITS = '10X98765432'
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Upper case and without the spaces people type; the form in which numbers are compared and stored. */
export function normaliseDocumentNumber(text: string): string {
  return text.replace(/[\s\u3000]/g, '').toUpperCase()
}

/** ISO 7064 MOD 11-2 check character of the first 17 digits (GB 11643-1999). */
export function checkDigitOf(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return CHECK_DIGITS[sum % 11] ?? ''
}

/** Whether `YYYYMMDD` is a day of the calendar; years before 1850 are no birth dates of living people. */
export function isCalendarDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1850) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function eighteenDigits(number: string, isRegion: (first6: string) => boolean): NumberVerdict {
  if (number.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(number)) return 'characters'
  if (!isRegion(number.slice(0, 6))) return 'region'
  if (!isCalendarDay(number.slice(6, 14))) return 'birth-date'
  return checkDigitOf(number.slice(0, 17)) === number[17] ? 'ok' : 'check-digit'
}

/** Check digit of a machine-readable zone (ICAO Doc 9303 part 3): weights 7, 3, 1, fillers count nothing. */
export function icaoCheckDigit(text: string): string {
  const value = (c: string): number => (/\d/.test(c) ? Number(c) : c === '<' ? 0 : c.charCodeAt(0) - 55)
  const sum = [...text].reduce((total, c, i) => total + value(c) * ([7, 3, 1][i % 3] ?? 0), 0)
  return String(sum % 10)
}

/** 9, the province that accepted the application, and the country as three digits (GB/T 2659). */
const isForeignRegion = (first6: string): boolean => first6.startsWith('9') && PROVINCES.has(first6.slice(1, 3))

function foreignResident(number: string): NumberVerdict {
  if (number.length === 18) return eighteenDigits(number, isForeignRegion)
  if (number.length !== 15) return 'length'
  if (!/^[A-Z]{3}\d{12}$/.test(number)) return 'characters'
  const birth = number.slice(7, 13) // the century is not written
  if (!isCalendarDay(`19${birth}`) && !isCalendarDay(`20${birth}`)) return 'birth-date'
  return icaoCheckDigit(number.slice(0, 14)) === number[14] ? 'ok' : 'check-digit'
}

const matches =
  (pattern: RegExp) =>
  (number: string): NumberVerdict =>
    pattern.test(number) ? 'ok' : 'characters'

const RULES: Readonly<Record<DocumentType, (number: string) => NumberVerdict>> = {
  'resident-id-card': (n) => eighteenDigits(n, (first6) => PROVINCES.has(first6.slice(0, 2))),
  'hk-macao-taiwan-residence-permit': (n) => eighteenDigits(n, (first6) => /^8[123]0000$/.test(first6)),
  'foreign-permanent-resident-id-card': foreignResident,
  'hk-macao-mainland-travel-permit': matches(/^(?:[HM]\d{8}(?:\d{2})?|(?:HA|MA)\d{7})$/),
  'taiwan-mainland-travel-permit': matches(/^\d{8}(?:\d{2})?$/),
  passport: matches(/^[A-Z0-9]{5,15}$/),
}

/** Judges a normalised number by the rule of its document type (GB 11643; permit rules of the Ministry of Public Security). */
export function checkDocumentNumber(type: DocumentType, number: string): NumberVerdict {
  return RULES[type](number)
}

/** Birth date `YYYY-MM-DD` and sex that an 18-digit number states about its holder; nothing for other numbers. */
export function statedByNumber(number: string): { birthDate: string; sex: 'male' | 'female' } | undefined {
  if (!/^\d{17}[\dX]$/.test(number)) return undefined
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return { birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}
