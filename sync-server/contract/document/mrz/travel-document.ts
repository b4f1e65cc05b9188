import type { IdentityDocument, TravelDocumentType } from '../document-type.ts'
import { checkDocumentNumber, isCalendarDay } from '../document-number.ts'
import { type MachineReadableZone, readMrz } from './read-mrz.ts'

/**
 * What a travel document says about its holder. The day of issue is never in the zone, and a Chinese name of three
 * characters may be cut off: whoever holds the document in hand completes and confirms it.
 */
export type TravelDocument = Omit<IdentityDocument, 'validFrom'>

/**
 * Why a zone gives no document. `unread`: the check digits are wrong or the layout is not published, so that a person reads
 * the document; the others say what it is or what is wrong with it.
 */
export type ZoneRefusal = 'unread' | 'exit-permit' | 'type-unknown' | 'number-invalid' | 'date-invalid'
export type ZoneDocument = { readonly document: TravelDocument } | { readonly refusal: ZoneRefusal }

/** 往来港澳通行证 and 往来台湾通行证: issued to residents of the mainland, who have an identity card. */
const EXIT_PERMIT = /^C[SD]$/
/** Document codes and the types that they stand for. Codes of permits without a published layout count only with a right number. */
const codes: readonly { readonly code: RegExp; readonly state?: RegExp; readonly type: TravelDocumentType }[] = [
  { code: /^P/, type: 'passport' },
  { code: /^CT$/, state: /^CHN$/, type: 'taiwan-mainland-travel-permit' },
  { code: /^C$/, state: /^CHN$/, type: 'hk-macao-mainland-travel-permit' },
  { code: /^CR$/, state: /^CHN$/, type: 'hk-macao-mainland-travel-permit' },
]

/** How far ahead of its first year an expiry may lie; ten years are usual, twenty the longest. */
const LONGEST_VALIDITY_YEARS = 50
/** Characters of a Chinese name that a zone has room for. */
const LONGEST_ZONE_NAME = 3

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

/** The document of a zone on the day `today`; what it is instead when no counter accepts it. */
export function travelDocumentOf(zone: MachineReadableZone, today: string): ZoneDocument {
  const { documentCode, issuingState = '', documentNumber, nationality, sex } = zone
  if (zone.format === 'CS/CD' && EXIT_PERMIT.test(documentCode)) return { refusal: 'exit-permit' }
  const row = codes.find(({ code, state }) => code.test(documentCode) && (state?.test(issuingState) ?? true))
  if (!row) return { refusal: 'type-unknown' }
  const birthDate = birthDateOf(zone.birth, today)
  const validUntil = validUntilOf(zone.expiry, today)
  if (birthDate === undefined || validUntil === undefined) return { refusal: 'date-invalid' }
  if (checkDocumentNumber(row.type, documentNumber) !== 'ok') return { refusal: 'number-invalid' }
  const romanizedName = [zone.lastName, zone.firstName].filter((part) => part !== '').join(', ')
  const document = {
    type: row.type,
    fullName: zone.chineseName ?? romanizedName,
    romanizedName,
    sex,
    birthDate,
    documentNumber,
    validUntil,
    ...(nationality === undefined ? {} : { nationality }),
  }
  return { document }
}

/** The document in the lines of a zone, by the same rules at the counter and at the server. */
export function documentInZone(lines: readonly string[], today: string): ZoneDocument {
  const reading = readMrz(lines)
  return reading.isWhole ? travelDocumentOf(reading.zone, today) : { refusal: 'unread' }
}

const isCutOff = (name: string): boolean => [...name].length >= LONGEST_ZONE_NAME

/**
 * Whether a completed document says what its zone says. A name that the zone could hold whole stays; one that may be cut off
 * goes on, and one that the zone has in Latin letters only is written as on the document.
 */
export function agreesWithZone(document: IdentityDocument, zone: TravelDocument): boolean {
  const same = ['type', 'documentNumber', 'birthDate', 'sex', 'validUntil', 'nationality', 'romanizedName'] as const
  if (!same.every((member) => document[member] === zone[member])) return false
  const isLatinOnly = zone.fullName === zone.romanizedName
  if (isLatinOnly || document.fullName === zone.fullName) return true
  return isCutOff(zone.fullName) && document.fullName.startsWith(zone.fullName)
}
