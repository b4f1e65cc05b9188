import { checkDigitOf } from '../../sync-server/contract/document/document-number.ts'
import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'

/** An area code that was never assigned, so that no number here can be anybody's. */
const AREA = '119999'
/** Hong Kong residents all share one area: only a birth date of 1900 keeps these numbers nobody's. */
const HONG_KONG = '810000'
const NOBODYS_BIRTH_DATE = '1900-01-01'
/** Province 11 and the country code 999, which ISO 3166 leaves to users. */
const FOREIGN_AREA = '911999'
const AUTHORITY = '北京市公安局示例分局'

type KnownSex = 'male' | 'female'

/** An 18-digit number by the rule of GB 11643; the sequence is odd for men. */
function numberOf(area: string, holder: { birthDate: string; sex: KnownSex }): string {
  const sequence = holder.sex === 'male' ? '001' : '002'
  const first17 = `${area}${holder.birthDate.replaceAll('-', '')}${sequence}`
  return first17 + checkDigitOf(first17)
}

/** A valid resident identity card of a synthetic person. */
export function residentCardOf(fullName: string, birthDate: string, sex: KnownSex): IdentityDocument {
  return {
    type: 'resident-id-card',
    fullName,
    sex,
    ethnicGroup: '汉',
    ethnicGroupCode: '01',
    birthDate,
    registeredAddress: '北京市示例区样本路1号院2号楼3单元405室',
    documentNumber: numberOf(AREA, { birthDate, sex }),
    issuingAuthority: AUTHORITY,
    validFrom: '2020-01-01',
    validUntil: '2040-01-01',
  }
}

/** A valid residence permit of a synthetic Hong Kong resident. */
export function residencePermitOf(fullName: string): IdentityDocument {
  return {
    type: 'hk-macao-taiwan-residence-permit',
    fullName,
    sex: 'male',
    birthDate: NOBODYS_BIRTH_DATE,
    registeredAddress: '广东省示例市样本街道8号',
    documentNumber: numberOf(HONG_KONG, { birthDate: NOBODYS_BIRTH_DATE, sex: 'male' }),
    issuingAuthority: '示例市公安局',
    validFrom: '2024-01-01',
    validUntil: '2034-01-01',
    permitNumber: 'H00000001',
    issueCount: '01',
  }
}

/** A valid foreign permanent resident identity card of the citizen of a country that does not exist. */
export function foreignCardOf(edition: 'foreign-2017' | 'foreign-2023'): IdentityDocument {
  const holder = { type: 'foreign-permanent-resident-id-card', sex: 'female', nationality: 'UTO' } as const
  if (edition === 'foreign-2017') {
    return {
      ...holder,
      fullName: '安娜示例',
      romanizedName: 'ERIKSSON, ANNA MARIA',
      birthDate: '2000-01-01',
      documentNumber: 'UTO110000010114',
      issuingAuthority: '1500',
      validFrom: '2018-06-01',
      validUntil: '2028-05-31',
    }
  }
  return {
    ...holder,
    fullName: '奥莉维亚示例',
    romanizedName: 'VANDERBILT-MONTGOMERY, OLIVIA ALEXANDRA ROSE',
    birthDate: '1979-08-15',
    documentNumber: numberOf(FOREIGN_AREA, { birthDate: '1979-08-15', sex: 'female' }),
    validFrom: '2024-01-01',
    validUntil: '2034-01-01',
    issueCount: '01',
  }
}

/** The same document with a check digit that does not fit its number. */
export function withWrongCheckDigit(document: IdentityDocument): IdentityDocument {
  const { documentNumber } = document
  return { ...document, documentNumber: documentNumber.slice(0, -1) + (documentNumber.endsWith('0') ? '1' : '0') }
}
