import { Type, type Static } from 'typebox'

/** Identity documents that a counter can read from a chip or a machine-readable zone; wire ids as in the glossary. */
export const documentTypes = [
  'resident-id-card',
  'hk-macao-taiwan-residence-permit',
  'foreign-permanent-resident-id-card',
  'hk-macao-mainland-travel-permit',
  'taiwan-mainland-travel-permit',
  'passport',
] as const

export type DocumentType = (typeof documentTypes)[number]

/** Documents without a chip that a hall's reader opens: their zone is read by machine, or what they say is typed. */
export const travelDocumentTypes = [
  'hk-macao-mainland-travel-permit',
  'taiwan-mainland-travel-permit',
  'passport',
] as const satisfies readonly DocumentType[]

export type TravelDocumentType = (typeof travelDocumentTypes)[number]

/** Whether a document has no chip that a hall's reader opens. */
export function isTravelDocument(type: DocumentType): type is TravelDocumentType {
  return travelDocumentTypes.some((each) => each === type)
}

/** Names that citizens know, word for word as on the documents. */
export const documentTypeName: Readonly<Record<DocumentType, string>> = {
  'resident-id-card': '居民身份证',
  'hk-macao-taiwan-residence-permit': '港澳台居民居住证',
  'foreign-permanent-resident-id-card': '外国人永久居留身份证',
  'hk-macao-mainland-travel-permit': '港澳居民来往内地通行证',
  'taiwan-mainland-travel-permit': '台湾居民来往大陆通行证',
  passport: '护照',
}

export const DocumentTypeSchema = Type.Enum(documentTypes)

/** Calendar date `YYYY-MM-DD` as printed on the document; no time zone is meant. */
export const DateOnly = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const Sex = Type.Union([
  Type.Literal('male'),
  Type.Literal('female'),
  Type.Literal('unspecified'),
  Type.Literal('unknown'),
])
export type Sex = Static<typeof Sex>

/**
 * What a reader got from a document, before anyone has judged it. Text only; chip photo and fingerprints travel beside it
 * as bytes. Fields that a document type does not carry are absent.
 */
export const IdentityDocument = Type.Object(
  {
    type: DocumentTypeSchema,
    fullName: Type.String({ minLength: 1, maxLength: 60 }),
    romanizedName: Type.Optional(Type.String({ maxLength: 120 })),
    sex: Sex,
    ethnicGroup: Type.Optional(Type.String({ maxLength: 20 })),
    ethnicGroupCode: Type.Optional(Type.String({ pattern: '^\\d{2}$' })),
    birthDate: DateOnly,
    registeredAddress: Type.Optional(Type.String({ maxLength: 105 })),
    documentNumber: Type.String({ minLength: 5, maxLength: 30 }),
    issuingAuthority: Type.Optional(Type.String({ maxLength: 60 })),
    validFrom: DateOnly,
    validUntil: Type.Union([DateOnly, Type.Literal('long-term')]),
    permitNumber: Type.Optional(Type.String({ maxLength: 12 })),
    issueCount: Type.Optional(Type.String({ maxLength: 4 })),
    nationality: Type.Optional(Type.String({ maxLength: 3 })),
  },
  { additionalProperties: false },
)
export type IdentityDocument = Static<typeof IdentityDocument>
