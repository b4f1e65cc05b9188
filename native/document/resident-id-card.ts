import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import { residentIdCardLayout } from './chip-layouts.ts'
import { dateOf, present, readFields, required, sexOf, validUntilOf } from './chip-text.ts'
import { ethnicGroups } from '../../sync-server/contract/ethnic-group.ts'

/** An unknown code is shown as it stands on the card. */
function ethnicGroupOf(code: string): Pick<IdentityDocument, 'ethnicGroup' | 'ethnicGroupCode'> {
  const isCode = /^\d{2}$/.test(code)
  return { ...present({ ethnicGroup: ethnicGroups.get(code) ?? code }), ...(isCode ? { ethnicGroupCode: code } : {}) }
}

/** 居民身份证, GA/T 490. */
export function decodeResidentIdCard(text: string): IdentityDocument {
  const { registeredAddress, issuingAuthority, ...fields } = readFields(text, residentIdCardLayout)
  return {
    type: 'resident-id-card',
    fullName: required('fullName', fields.fullName),
    sex: sexOf(fields.sexCode),
    ...ethnicGroupOf(fields.ethnicGroupCode),
    birthDate: dateOf('birthDate', fields.birthDate),
    documentNumber: required('documentNumber', fields.documentNumber),
    validFrom: dateOf('validFrom', fields.validFrom),
    validUntil: validUntilOf(fields.validUntil),
    ...present({ registeredAddress, issuingAuthority }),
  }
}
