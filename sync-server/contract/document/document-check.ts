import { checkDocumentNumber, isCalendarDay, statedByNumber } from './document-number.ts'
import type { IdentityDocument } from './document-type.ts'

/** Everything that can be wrong with a document that was read without a transmission fault. */
export const documentFaults = [
  'number-invalid',
  'birth-date-differs',
  'sex-differs',
  'date-invalid',
  'not-yet-valid',
  'expired',
  'text-invalid',
] as const
export type DocumentFault = (typeof documentFaults)[number]

const isDay = (date: string): boolean => isCalendarDay(date.replaceAll('-', ''))
/** Private-use, unassigned-control and replacement characters never stand in a name; rare Han characters do. */
const UNREADABLE = /[\p{Cc}\p{Cs}\uFFFD]/u

/** What is wrong with the time in which a document is valid, on the day `today`. */
export function checkValidity(
  { validFrom, validUntil }: Pick<IdentityDocument, 'validFrom' | 'validUntil'>,
  today: string,
): readonly DocumentFault[] {
  const dates = validUntil === 'long-term' ? [validFrom] : [validFrom, validUntil]
  if (!dates.every(isDay) || (validUntil !== 'long-term' && validUntil < validFrom)) return ['date-invalid']
  if (validFrom > today) return ['not-yet-valid']
  return validUntil !== 'long-term' && validUntil < today ? ['expired'] : []
}

function dateFaults(document: IdentityDocument, today: string): readonly DocumentFault[] {
  const { birthDate } = document
  return isDay(birthDate) && birthDate <= today ? checkValidity(document, today) : ['date-invalid']
}

function numberFaults(document: IdentityDocument): DocumentFault[] {
  if (checkDocumentNumber(document.type, document.documentNumber) !== 'ok') return ['number-invalid']
  const stated = statedByNumber(document.documentNumber)
  if (!stated) return []
  const faults: DocumentFault[] = []
  if (stated.birthDate !== document.birthDate) faults.push('birth-date-differs')
  const isSexKnown = document.sex === 'male' || document.sex === 'female'
  if (isSexKnown && stated.sex !== document.sex) faults.push('sex-differs')
  return faults
}

/**
 * All faults of a document on the day `today` (`YYYY-MM-DD`, local to the hall); empty when it may be relied on.
 * Kiosk and server run the same function, so that what the clerk sees is what the server will say.
 */
export function checkDocument(document: IdentityDocument, today: string): readonly DocumentFault[] {
  const texts = [document.fullName, document.romanizedName, document.registeredAddress, document.issuingAuthority]
  const textFaults: DocumentFault[] = texts.some((t) => t !== undefined && UNREADABLE.test(t)) ? ['text-invalid'] : []
  return [...numberFaults(document), ...dateFaults(document, today), ...textFaults]
}
