import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsOf } from '../../../build/sandbox/authorities/facts.ts'
import { isBankCardNumber, isCreditCard } from '../../../sync-server/contract/bank-card.ts'
import { type FieldId, fields } from '../../../sync-server/contract/field.ts'
import { firstFault, isAsked } from '../../../sync-server/contract/form-rules.ts'
import { isNumberOf, realNameDocuments } from '../../../sync-server/contract/real-name-document.ts'

const good: Readonly<Record<string, string>> = {
  'resident-id-card': '119999199003079961',
  'hong-kong-travel-permit': 'H99990001',
  'macao-travel-permit': 'M99990002',
  'taiwan-travel-permit': '99990003',
  'foreign-resident-card': 'UTO119999010101',
}

describe('证件类型', () => {
  test('are the five of the manual, in its words', () => {
    expect(fields.documentType.options?.map(({ label }) => label)).toEqual([
      '中国居民身份证',
      '香港特别行政区居民来往内地通行证',
      '澳门特别行政区居民来往内地通行证',
      '台湾省居民来往大陆通行证',
      '外国人永久居留身份证',
    ])
  })

  const pairs = realNameDocuments.flatMap(({ id }) => realNameDocuments.map((other) => [id, other.id] as const))
  test.each(pairs)('a number of %s on %s', (id, other) => {
    const number = good[id] ?? ''
    const isFive = id !== 'foreign-resident-card' // its check digit is drawn below
    if (isFive) expect(isNumberOf(other, number)).toBe(id === other)
    else expect(isNumberOf(other, number) && other !== id).toBe(false)
  })

  test('a permit may be typed in small letters and with blanks', () => {
    expect(isNumberOf('hong-kong-travel-permit', ' h9999 0001')).toBe(true)
    expect(isNumberOf('a library card', '99990003')).toBe(false)
  })
})

describe('what lies between fields', () => {
  const asked: readonly FieldId[] = ['documentType', 'documentNumber', 'validFrom', 'validity', 'validUntil']
  const values = {
    documentType: 'resident-id-card',
    documentNumber: good['resident-id-card']!,
    validFrom: '20200101',
    validity: 'until',
    validUntil: '20400101',
  }
  test('a form that is right has no fault', () => expect(firstFault(asked, values)).toBeUndefined())
  test('a number of another type is told beside the number', () => {
    const fault = firstFault(asked, { ...values, documentType: 'taiwan-travel-permit' })
    expect(fault).toEqual({ field: 'documentNumber', code: 'document.number-invalid' })
  })
  test('an end that is not after the beginning is told beside the end', () => {
    expect(firstFault(asked, { ...values, validUntil: '20200101' })?.code).toBe('date.out-of-order')
  })
  test('长期 has no end, and none is asked', () => {
    const { validUntil: _none, ...longTerm } = { ...values, validity: 'long-term' }
    expect(firstFault(asked, longTerm)).toBeUndefined()
    expect(isAsked('validUntil', longTerm)).toBe(false)
    expect(firstFault(asked, { ...longTerm, validity: 'until' })).toEqual({ field: 'validUntil', code: 'field.empty' })
  })
})

describe('bank cards', () => {
  test('a number with one wrong digit is none (ISO/IEC 7812-1)', () => {
    const { bankCardNumber } = factsOf('a person')
    expect(isBankCardNumber(bankCardNumber)).toBe(true)
    fc.assert(
      fc.property(fc.nat({ max: 18 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(bankCardNumber[at]) + by) % 10
        expect(isBankCardNumber(bankCardNumber.slice(0, at) + digit + bankCardNumber.slice(at + 1))).toBe(false)
      }),
    )
  })
  test('credit cards are known by their first digits, debit cards are not among them', () => {
    const { bankCardNumber, creditCardNumber, unlistedCreditCardNumber } = factsOf('a person')
    expect([creditCardNumber, bankCardNumber, unlistedCreditCardNumber].map(isCreditCard)).toEqual([true, false, false])
    expect(fields.bankCardNumber.fault(creditCardNumber)).toBe('bank-card.credit')
    // A debit card and a credit card of one bank.
    expect([isCreditCard('6217000000000000000'), isCreditCard('6225750000000000')]).toEqual([false, true])
  })
  test('a number is 16 to 19 digits', () => {
    expect(['', '0000000000000000', '000000000000000', '0000 0000 0000 0000'].map(isBankCardNumber)).toEqual([
      ...[false, true, false, false],
    ])
  })
})
