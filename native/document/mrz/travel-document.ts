import type { DocumentType, IdentityDocument } from '../../../sync-server/contract/document/document-type.ts'
import { checkDocumentNumber, isCalendarDay } from '../../../sync-server/contract/document/document-number.ts'
import type { MachineReadableZone } from './read-mrz.ts'

/**
 * What a travel document says about its holder. The day of issue is never in the zone, and a Chinese name of three
 * characters may be cut off: whoever holds the document in hand completes and confirms it.
 */
export type TravelDocument = Omit<IdentityDocument, 'validFrom'>

/** Document codes and the types that they stand for. Codes of permits without a published layout count only with a right number. */
const codes: readonly { readonly code: RegExp; readonly state?: RegExp; readonly type: DocumentType }[] = [
  { code: /^P/, type: 'passport' },
  { code: /^CT$/, state: /^CHN$/, type: 'taiwan-mainland-travel-permit' },
  { code: /^C$/, state: /^CHN$/, type: 'hk-macao-mainland-travel-permit' },
  { code: /^CR$/, state: /^CHN$/, type: 'hk-macao-mainland-travel-permit' },
]

/** How far ahead of its first year an expiry may lie; ten years are usual, twenty the longest. */
const LONGEST_VALIDITY_YEARS = 50

function day(yymmdd: string, century: number): string | undefined {
  const digits = `${century}${yymmdd}`
  if (!/^\d{8}$/.test(digits) || !isCalendarDay(digits)) return undefined
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** A birth is never in the future; whoever is over a hundred has to say so. */
function birthDateOf(birth: string, today: string): string | undefined {
  const recent = day(birth, 20)
  return recent !== undefined && recent <= today ? recent : day(birth, 19)
}

function validUntilOf(expiry: string, today: string): string | undefined {
  const coming = day(expiry, 20)
  const limit = Number(today.slice(0, 4)) + LONGEST_VALIDITY_YEARS
  return coming !== undefined && Number(coming.slice(0, 4)) <= limit ? coming : day(expiry, 19)
}

/** The document of a zone on the day `today`; nothing when its type, number or dates are none that a counter accepts. */
export function travelDocumentOf(zone: MachineReadableZone, today: string): TravelDocument | undefined {
  const { documentCode, issuingState = '', documentNumber, nationality, sex } = zone
  const row = codes.find(({ code, state }) => code.test(documentCode) && (state?.test(issuingState) ?? true))
  const birthDate = birthDateOf(zone.birth, today)
  const validUntil = validUntilOf(zone.expiry, today)
  if (!row || birthDate === undefined || validUntil === undefined) return undefined
  if (checkDocumentNumber(row.type, documentNumber) !== 'ok') return undefined
  const romanizedName = [zone.lastName, zone.firstName].filter((part) => part !== '').join(', ')
  return {
    type: row.type,
    fullName: zone.chineseName ?? romanizedName,
    romanizedName,
    sex,
    birthDate,
    documentNumber,
    validUntil,
    ...(nationality === undefined ? {} : { nationality }),
  }
}
