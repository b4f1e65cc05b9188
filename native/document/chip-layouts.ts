/** Where a field stands in the 256-byte text of a chip: offset and length in bytes, UTF-16LE, padded on the right. */
export type Span = readonly [offset: number, bytes: number]

/** Length of the text of every document type. */
export const CHIP_TEXT_BYTES = 256
/** The character that tells the document types apart. */
export const TYPE_FLAG: Span = [248, 2]
/** Length of an address, also of the appended one that command 30 03 reads. */
export const ADDRESS_BYTES = 70

/** Resident identity card, GA/T 490: text information. */
export const residentIdCardLayout = {
  fullName: [0, 30],
  sexCode: [30, 2],
  ethnicGroupCode: [32, 4],
  birthDate: [36, 16],
  registeredAddress: [52, ADDRESS_BYTES],
  documentNumber: [122, 36],
  issuingAuthority: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
} as const satisfies Record<string, Span>

/** Residence permit for Hong Kong, Macao and Taiwan residents (2018), flag J: permit number and how often it was issued. */
export const residencePermitLayout = {
  fullName: [0, 30],
  sexCode: [30, 2],
  birthDate: [36, 16],
  registeredAddress: [52, ADDRESS_BYTES],
  documentNumber: [122, 36],
  issuingAuthority: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
  permitNumber: [220, 18],
  issueCount: [238, 4],
} as const satisfies Record<string, Span>

/** Foreign permanent resident identity card of 2017, flag I. The accepting authority is a code whose table is not public. */
export const foreignCard2017Layout = {
  romanizedName: [0, 120],
  sexCode: [120, 2],
  documentNumber: [122, 30],
  nationality: [152, 6],
  fullName: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
  birthDate: [220, 16],
  cardVersion: [236, 4],
  issuingAuthority: [240, 8],
} as const satisfies Record<string, Span>

/** Foreign permanent resident identity card of 2023, flag Y: the Latin name stands in two places. */
export const foreignCard2023Layout = {
  fullName: [0, 30],
  sexCode: [30, 2],
  issueCount: [32, 4],
  birthDate: [36, 16],
  romanizedNameStart: [52, 70],
  documentNumber: [122, 36],
  validFrom: [188, 16],
  validUntil: [204, 16],
  romanizedNameEnd: [220, 22],
  nationality: [242, 6],
  previousNumberLink: [250, 6],
} as const satisfies Record<string, Span>
