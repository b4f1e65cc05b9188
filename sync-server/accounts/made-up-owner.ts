import type { PersonalData } from '../platform/keys/personal-data.ts'

/** What recovery shows of an owner, before masking. */
export interface OwnerShown {
  readonly phoneNumber: string
  /** Where the account has a real name. */
  readonly documentNumber?: string
}

/** How numbers that people have begin, so that a made-up one is not known by its mask. */
const PHONES = ['133', '135', '136', '138', '139', '150', '151', '158', '159', '177', '180', '182', '185', '186', '188']
const AREAS = ['1101', '1101', '1101', '1102', '1301', '1309', '2101', '3201', '3412', '3701', '3729', '4101', '4201']
const isPhone = (name: string): boolean => /^1\d{10}$/.test(name)
const isDocument = (name: string): boolean => /^\d{17}[\dX]$/i.test(name)

/** Digits that follow from a typed name and the server's pepper, and from nothing else. */
function digitsFor(personal: PersonalData, name: string): (from: number, count: number) => string {
  const hash = personal.hash('made-up-owner', name.toLowerCase())
  const digits = [...Buffer.from(hash, 'hex')].map((byte) => String(byte % 10)).join('')
  return (from, count) => digits.slice(from, from + count)
}

const among = (words: readonly string[], digits: string): string => words[Number(digits) % words.length] ?? ''

/**
 * The owner that recovery shows for a name that nobody has: the same one every time. What was typed itself is shown as it was,
 * since it would be with a real owner too.
 */
export function madeUpOwner(personal: PersonalData, name: string): OwnerShown {
  const digits = digitsFor(personal, name)
  const phoneNumber = isPhone(name) ? name : among(PHONES, digits(0, 3)) + digits(3, 8)
  if (isDocument(name)) return { phoneNumber, documentNumber: name.toUpperCase() }
  const hasRealName = Number(digits(11, 1)) % 2 === 0
  return hasRealName ? { phoneNumber, documentNumber: among(AREAS, digits(12, 3)) + digits(15, 14) } : { phoneNumber }
}
