import { Type } from 'typebox'
import { DateOnly, IdentityDocument, Sex, travelDocumentTypes } from '../document/index.ts'
import { Instant, Sha256Hex } from '../staff.ts'
import { object, oneOf } from '../shape.ts'

/** Whence the data of a document come: read from its chip, read from its machine-readable zone, or typed from its face. */
export const DocumentSource = oneOf('chip', 'zone', 'typed')

/**
 * A document without a chip while its zone is read or its data are typed: what the zone says, which is everything but the
 * day of issue, or why the last one was not taken.
 */
export const TravelEntry = object({
  isTyped: Type.Boolean(),
  zone: Type.Optional(Type.Omit(IdentityDocument, ['validFrom'], { additionalProperties: false })),
  fault: Type.Optional(Type.String({ maxLength: 64 })),
})

/** What the clerk adds to a zone from the face of the document. */
export const ZoneCompletion = object({ fullName: Type.String({ minLength: 1, maxLength: 60 }), validFrom: DateOnly })

/** Everything that stands on the face of a travel document, typed by the clerk. */
export const TypedDocument = object({
  type: Type.Enum(travelDocumentTypes),
  fullName: Type.String({ minLength: 1, maxLength: 60 }),
  romanizedName: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  sex: Sex,
  birthDate: DateOnly,
  documentNumber: Type.String({ minLength: 5, maxLength: 30 }),
  nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  validFrom: DateOnly,
  validUntil: DateOnly,
})

/** The lines of a zone, as printed. */
const ZoneLines = Type.Array(Type.String({ pattern: '^[0-9A-Z<]{30,44}$' }), { minItems: 2, maxItems: 3 })

/** A zone that was read: its lines stay with the document, so that the server reads them again. */
export const ZoneReadOutput = object({
  document: IdentityDocument,
  zone: ZoneLines,
  by: oneOf('serial', 'keyboard'),
  /** SHA-256, hex, over the lines and `readAt`: each read counts once. */
  transcriptDigest: Sha256Hex,
  readAt: Instant,
})

/** A document that was typed; `why` tells whether a machine was tried first. */
export const TypedOutput = object({
  document: IdentityDocument,
  why: oneOf('zone-not-readable', 'not-scanned'),
  readAt: Instant,
})
