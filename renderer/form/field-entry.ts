import { type FieldId, fields, type KeyboardLayout } from '../../sync-server/contract/field.ts'
import { digitsOf, groupPhone } from '../shared/format.ts'

/** How a field is typed: what is kept of the typed text, and how the kept value is shown. */
export interface FieldEntry {
  readonly keep: (typed: string) => string
  readonly show: (value: string) => string
}

const asTyped = (value: string): string => value
const upTo = (most: number) => (typed: string) => typed.trim().slice(0, most)

/** `119999 19900307 9961`, also while it is incomplete: area, birth date, rest. */
export const groupResidentIdNumber = (number: string): string =>
  [number.slice(0, 6), number.slice(6, 14), number.slice(14)].filter((part) => part !== '').join(' ')

/** `2018-06-06`, also while it is incomplete. */
export const groupDay = (digits: string): string =>
  [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter((part) => part !== '').join('-')

/** `6222 0212 3456 7890 123`, as on the card. */
export const groupCard = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

/** The number of a document: grouped where it is as long as a resident's, else as it stands there. */
const groupDocumentNumber = (number: string): string =>
  /^\d{11,17}[\dX]?$/.test(number) ? groupResidentIdNumber(number) : number

const digitsUpTo = (most: number) => (typed: string) => digitsOf(typed, most)
const day = { keep: digitsUpTo(8), show: groupDay }
const inCapitals = (most: number) => ({
  keep: (typed: string) =>
    typed
      .toUpperCase()
      .replace(/[^A-Z\d]/g, '')
      .slice(0, most),
  show: asTyped,
})

const special: Partial<Record<FieldId, FieldEntry>> = {
  phoneNumber: { keep: digitsOf, show: groupPhone },
  residentIdNumber: {
    keep: (typed) =>
      typed
        .toUpperCase()
        .replace(/[^\dX]/g, '')
        .slice(0, 18),
    show: groupResidentIdNumber,
  },
  validFrom: day,
  validUntil: day,
  bankCardNumber: { keep: digitsUpTo(fields.bankCardNumber.maxLength), show: groupCard },
  reservedPhone: { keep: digitsOf, show: groupPhone },
  documentNumber: { ...inCapitals(fields.documentNumber.maxLength), show: groupDocumentNumber },
  socialCardNumber: inCapitals(fields.socialCardNumber.maxLength),
  // A pinyin keyboard puts spaces between syllables, a Latin name has its own.
  fullName: { keep: (typed) => typed.trimStart().slice(0, fields.fullName.maxLength), show: asTyped },
}

/** The entry of a field; passwords and names of accounts are kept as typed, codes lose all that is no digit. */
export function entryOf(id: FieldId): FieldEntry {
  const { keyboard, kind, maxLength } = fields[id]
  if (kind === 'secret') return { keep: (typed) => typed.slice(0, maxLength), show: asTyped }
  const plain =
    keyboard === 'digits'
      ? { keep: (typed: string) => digitsOf(typed, maxLength), show: asTyped }
      : { keep: upTo(maxLength), show: asTyped }
  return special[id] ?? plain
}

/** The keyboard for a document's number: letters stand on some documents only. */
export function layoutOf(field: FieldId, values: Readonly<Partial<Record<FieldId, string>>>): KeyboardLayout {
  const isDigits = ['resident-id-card', 'taiwan-travel-permit'].includes(values.documentType ?? '')
  return field === 'documentNumber' && isDigits ? 'id-number' : fields[field].keyboard
}

/** Where the caret goes after the typed text was regrouped: behind as many kept characters as stood before it. */
export function caretAfter(entry: FieldEntry, before: string, shown: string): number {
  const kept = entry.keep(before).length
  for (let at = 0; at < shown.length; at += 1) {
    if (entry.keep(shown.slice(0, at)).length >= kept) return at
  }
  return shown.length
}
