import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import { residencePermitLayout } from './chip-layouts.ts'
import { dateOf, present, readFields, required, sexOf, validUntilOf } from './chip-text.ts'

/** 港澳台居民居住证 (2018), flag J. */
export function decodeResidencePermit(text: string): IdentityDocument {
  const { registeredAddress, issuingAuthority, permitNumber, issueCount, ...fields } = readFields(
    text,
    residencePermitLayout,
  )
  return {
    type: 'hk-macao-taiwan-residence-permit',
    fullName: required('fullName', fields.fullName),
    sex: sexOf(fields.sexCode),
    birthDate: dateOf('birthDate', fields.birthDate),
    documentNumber: required('documentNumber', fields.documentNumber),
    validFrom: dateOf('validFrom', fields.validFrom),
    validUntil: validUntilOf(fields.validUntil),
    ...present({ registeredAddress, issuingAuthority, permitNumber, issueCount }),
  }
}
