import { type FieldId, fields } from '../../../../sync-server/contract/field.ts'
import { digitsOf, groupPhone } from '../../format.ts'

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

/** Where the caret goes after the typed text was regrouped: behind as many kept characters as stood before it. */
export function caretAfter(entry: FieldEntry, before: string, shown: string): number {
  const kept = entry.keep(before).length
  let passed = 0
  for (let at = 0; at < shown.length; at += 1) {
    if (passed === kept) return at
    if (shown[at] !== ' ') passed += 1
  }
  return shown.length
}
