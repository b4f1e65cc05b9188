import { type Static, Type } from 'typebox'
import { IdentityDocument } from './document/index.ts'
import { object } from './shape.ts'
import { Instant, Sha256Hex } from './staff.ts'

const { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil } = IdentityDocument.properties

/**
 * What a terminal says that its reader read: of the document only what is checked, and the read that it comes from. It counts only
 * inside a request that an enrolled kiosk has signed; no page ever has one in its hands.
 */
export const CardStatement = object({
  document: object({ type, fullName, sex, birthDate, documentNumber, validFrom, validUntil }),
  samId: Type.String({ minLength: 1, maxLength: 40 }),
  transcriptDigest: Sha256Hex,
  readAt: Instant,
})
export type CardStatement = Static<typeof CardStatement>
