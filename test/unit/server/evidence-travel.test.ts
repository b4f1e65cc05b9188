import { expect, test } from 'vitest'
import type { IdentityDocument } from '../../../sync-server/contract/document/index.ts'
import { documentOfPerson, type RecordWish } from '../../fixtures/server/build-record.ts'
import { byEye, review } from '../../fixtures/server/review-facts.ts'

const ZONE = ['CRCHNH000000010<<<<<<<<<<<<<<<', '0001018M3301018CHN<<<<<<<<<<<0', 'ZHENGJIAN<<YANGBEN<<<<<<<<<<<<']
const permit: IdentityDocument = {
  type: 'hk-macao-mainland-travel-permit',
  fullName: '证件样本',
  romanizedName: 'ZHENGJIAN, YANGBEN',
  sex: 'male',
  birthDate: '2000-01-01',
  documentNumber: 'H00000001',
  nationality: 'CHN',
  validFrom: '2023-01-01',
  validUntil: '2033-01-01',
}
const zoneOf = (change: Partial<IdentityDocument> = {}, zone: readonly string[] = ZONE) => ({
  ...byEye,
  read: {
    outcome: 'zone-read' as const,
    output: { document: { ...permit, ...change }, zone, by: 'serial', transcriptDigest: 'a'.repeat(64) },
  },
})
const typedOf = (change: Partial<IdentityDocument> = {}) => ({
  ...byEye,
  read: { outcome: 'typed' as const, output: { document: { ...permit, ...change }, why: 'not-scanned' } },
})

test('a sound record of a zone or of a typed page has nothing against it', () => {
  expect(review(zoneOf())).toEqual([])
  expect(review(typedOf())).toEqual([])
})
test.each<[string, Partial<RecordWish>, string[]]>([
  [
    'a zone whose check digits are wrong',
    zoneOf({}, [ZONE[0]!, ZONE[1]!.replace('3301018', '3401018'), ZONE[2]!]),
    ['evidence.zone-differs'],
  ],
  ['a zone of somebody else', zoneOf({ documentNumber: 'H00000002' }), ['evidence.zone-differs']],
  ['a validity that its zone does not have', zoneOf({ validUntil: '2043-01-01' }), ['evidence.zone-differs']],
  ['an identity card as if it had a zone', zoneOf(documentOfPerson(1)), ['evidence.zone-differs']],
  ['an identity card that was typed', typedOf(documentOfPerson(1)), ['evidence.incomplete']],
  ['a travel document as if it had a chip', { ...byEye, document: permit }, ['evidence.incomplete']],
  ['a travel document that is no longer valid', typedOf({ validUntil: '2026-11-21' }), ['document.expired']],
  ['a number that no permit has', typedOf({ documentNumber: 'X00000001' }), ['document.number-invalid']],
])('of documents without a chip, %s is named', (_what, wish, reasons) => expect(review(wish)).toEqual(reasons))
test('a zone is no read of the pinned reader, and cannot be used twice', () => {
  expect(review(zoneOf(), () => ({ pinnedSamId: 'pinned' }))).toEqual([])
  expect(review(zoneOf(), () => ({ isTranscriptUsed: true }))).toEqual(['evidence.replayed'])
})
