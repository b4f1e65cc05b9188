import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import { foreignCard2017Layout, foreignCard2023Layout } from './chip-layouts.ts'
import { dateOf, present, rawField, readFields, required, sexOf, trimPadding, validUntilOf } from './chip-text.ts'

/** Holders without a Chinese name are known by their Latin one. */
function namesOf(fullName: string, romanizedName: string): Pick<IdentityDocument, 'fullName' | 'romanizedName'> {
  return { fullName: required('fullName', fullName || romanizedName), ...present({ romanizedName }) }
}

/** 外国人永久居留身份证, edition of 2017, flag I. */
export function decodeForeignCard2017(text: string): IdentityDocument {
  const { nationality, issuingAuthority, ...fields } = readFields(text, foreignCard2017Layout)
  return {
    type: 'foreign-permanent-resident-id-card',
    ...namesOf(fields.fullName, fields.romanizedName),
    sex: sexOf(fields.sexCode),
    birthDate: dateOf('birthDate', fields.birthDate),
    documentNumber: required('documentNumber', fields.documentNumber),
    validFrom: dateOf('validFrom', fields.validFrom),
    validUntil: validUntilOf(fields.validUntil),
    ...present({ issuingAuthority, nationality }),
  }
}

/** 外国人永久居留身份证, edition of 2023, flag Y. */
export function decodeForeignCard2023(text: string): IdentityDocument {
  const { issueCount, nationality, ...fields } = readFields(text, foreignCard2023Layout)
  const { romanizedNameStart, romanizedNameEnd } = foreignCard2023Layout
  // The first part may end with a space that belongs to the name: join before trimming.
  const romanizedName = trimPadding(rawField(text, romanizedNameStart) + rawField(text, romanizedNameEnd))
  return {
    type: 'foreign-permanent-resident-id-card',
    ...namesOf(fields.fullName, romanizedName),
    sex: sexOf(fields.sexCode),
    birthDate: dateOf('birthDate', fields.birthDate),
    documentNumber: required('documentNumber', fields.documentNumber),
    validFrom: dateOf('validFrom', fields.validFrom),
    validUntil: validUntilOf(fields.validUntil),
    ...present({ issueCount, nationality }),
  }
}
