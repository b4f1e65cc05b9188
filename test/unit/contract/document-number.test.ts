import { describe, expect, test } from 'vitest'
import {
  checkDocumentNumber,
  isCalendarDay,
  normaliseDocumentNumber,
  statedByNumber,
} from '../../../sync-server/contract/document/index.ts'

describe('resident ID numbers (GB 11643)', () => {
  test.each(['119999190001010011', '44999919991231999X', '11999919000119018X'])('%s is a number', (number) => {
    expect(checkDocumentNumber('resident-id-card', number)).toBe('ok')
  })
  test.each([
    ['119999190001010010', 'check-digit'],
    ['119999200013010015', 'birth-date'],
    ['11999919000101001', 'length'],
    ['19999190001010011X', 'region'],
    ['11999919000101001x', 'characters'],
    ['119999190002300019', 'birth-date'],
  ])('%s is refused for its %s', (number, reason) => {
    expect(checkDocumentNumber('resident-id-card', number)).toBe(reason)
  })
  test('a lower-case x and spaces are normalised before the check', () => {
    expect(normaliseDocumentNumber(' 119999 19000119 018x ')).toBe('11999919000119018X')
  })
  test('the number states birth date and sex', () => {
    expect(statedByNumber('11999919000119018X')).toEqual({ birthDate: '1900-01-19', sex: 'female' })
    expect(statedByNumber('H00000001')).toBeUndefined()
  })
})

describe('other documents', () => {
  test.each([
    ['hk-macao-taiwan-residence-permit', '810000190001010018', 'ok'],
    ['hk-macao-taiwan-residence-permit', '810001190001010018', 'region'],
    ['foreign-permanent-resident-id-card', '932682198501010017', 'ok'],
    ['foreign-permanent-resident-id-card', 'KAZ110090123105', 'ok'],
    ['foreign-permanent-resident-id-card', 'KAZ110090123106', 'check-digit'],
    ['foreign-permanent-resident-id-card', '911999190001010021', 'ok'],
    ['foreign-permanent-resident-id-card', '911999190001010020', 'check-digit'],
    ['foreign-permanent-resident-id-card', '999682198501010017', 'region'],
    ['foreign-permanent-resident-id-card', 'UTO110000010114', 'ok'],
    ['foreign-permanent-resident-id-card', 'UTO110000133114', 'birth-date'],
    ['foreign-permanent-resident-id-card', 'UTO11000001011', 'length'],
    ['hk-macao-mainland-travel-permit', 'MA0000001', 'ok'],
    ['hk-macao-mainland-travel-permit', 'H0000001', 'characters'],
    ['taiwan-mainland-travel-permit', '0000000102', 'ok'],
    ['hk-macao-mainland-travel-permit', 'H00000001', 'ok'],
    ['hk-macao-mainland-travel-permit', 'H0000000100', 'ok'],
    ['hk-macao-mainland-travel-permit', 'X00000001', 'characters'],
    ['taiwan-mainland-travel-permit', '00000001', 'ok'],
    ['taiwan-mainland-travel-permit', '0000001', 'characters'],
  ] as const)('%s %s: %s', (type, number, verdict) => {
    expect(checkDocumentNumber(type, number)).toBe(verdict)
  })
})

test('29 February exists in leap years only', () => {
  expect([isCalendarDay('20240229'), isCalendarDay('20230229'), isCalendarDay('19000229')]).toEqual([
    true,
    false,
    false,
  ])
})
