import { expect, test } from 'vitest'
import { checkDocument, type IdentityDocument } from '../../../sync-server/contract/document/index.ts'

const sound: IdentityDocument = {
  type: 'resident-id-card',
  fullName: '测试甲',
  sex: 'male',
  ethnicGroup: '汉',
  ethnicGroupCode: '01',
  birthDate: '1900-01-01',
  registeredAddress: '北京市测试区示例路1号',
  documentNumber: '119999190001010011',
  issuingAuthority: '测试市公安局',
  validFrom: '2020-01-01',
  validUntil: '2040-01-01',
}
const faultsOf = (change: Partial<IdentityDocument>, today = '2026-11-22') =>
  checkDocument({ ...sound, ...change }, today)

test('a sound document has no faults', () => expect(faultsOf({})).toEqual([]))
test('a long-term document never expires', () =>
  expect(faultsOf({ validUntil: 'long-term' }, '2999-01-01')).toEqual([]))
test('the last day of validity still counts', () => {
  expect(faultsOf({}, '2040-01-01')).toEqual([])
  expect(faultsOf({}, '2040-01-02')).toEqual(['expired'])
})
test('the first day of validity counts, the day before does not', () => {
  expect(faultsOf({}, '2020-01-01')).toEqual([])
  expect(faultsOf({}, '2019-12-31')).toEqual(['not-yet-valid'])
})
test.each([
  [{ birthDate: '1900-01-02' }, ['birth-date-differs']],
  [{ sex: 'female' as const }, ['sex-differs']],
  [{ sex: 'unknown' as const }, []],
  [{ documentNumber: '119999190001010010' }, ['number-invalid']],
  [{ validUntil: '2019-01-01' }, ['date-invalid']],
  [{ validUntil: '2040-02-30' }, ['date-invalid']],
  [{ fullName: '测\u0007试' }, ['text-invalid']],
  [{ fullName: '𬴊䶮' }, []],
])('%j gives %j', (change, faults) => expect(faultsOf(change)).toEqual(faults))
test('all faults are named at once', () => {
  expect(faultsOf({ sex: 'female', birthDate: '1901-01-01', validUntil: '2021-01-01' })).toEqual([
    'birth-date-differs',
    'sex-differs',
    'expired',
  ])
})
