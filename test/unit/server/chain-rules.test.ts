import { expect, test } from 'vitest'
import type { RecordHeader } from '../../../sync-server/contract/sealed-record.ts'
import { type ChainFacts, placeOf } from '../../../sync-server/intake/chain-rules.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const header = (seq: number, previousDigest = A): RecordHeader => ({ seq, previousDigest }) as RecordHeader
const facts = (change: Partial<ChainFacts> = {}): ChainFacts => ({
  ...{ lastSeq: 4, lastDigest: A, parked: 0, namedBySuccessor: undefined, isTaken: false },
  ...change,
})

test('the next record that names the last one goes on', () => expect(placeOf(header(5), B, facts())).toBe('end'))
test('the next number with another predecessor is a conflict', () =>
  expect(placeOf(header(5, B), B, facts())).toBe('record.conflict'))
test('a record from further ahead waits', () => expect(placeOf(header(6), B, facts())).toBe('record.out-of-order'))
test('a place that is taken is a conflict', () =>
  expect(placeOf(header(5), B, facts({ isTaken: true }))).toBe('record.conflict'))
test('as many places may stay empty as records were rejected, and no more', () => {
  expect(placeOf(header(6, B), B, facts({ parked: 1 }))).toBe('end')
  expect(placeOf(header(7, B), B, facts({ parked: 1 }))).toBe('record.out-of-order')
})
test('a gap is filled only by the record that its successor names', () => {
  expect(placeOf(header(3), B, facts({ namedBySuccessor: B }))).toBe('gap')
  expect(placeOf(header(3), B, facts({ namedBySuccessor: A }))).toBe('record.conflict')
  expect(placeOf(header(3), B, facts())).toBe('record.conflict')
})
