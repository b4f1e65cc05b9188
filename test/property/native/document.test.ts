import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IdentityDocument } from '../../../sync-server/contract/document/document-type.ts'
import { DeviceError } from '../../../native/device-error.ts'
import { ethnicGroups } from '../../../sync-server/contract/ethnic-group.ts'
import { decodeDocument } from '../../../native/document/identity-document.ts'
import { decodeRecordedRead } from '../../../native/drivers/recorded-read.ts'
import { encodeSamFrame } from '../../../native/framing/sam-frame.ts'
import { encodeText, type ChipLayout } from '../../../native/simulator/card-encoder.ts'
import { people } from '../../../native/simulator/people.ts'

const circumstances = { samId: 'none', readAtMs: 0 }
const HAN = '一丁陈静王磊示例䶮龘𬴊𠮷𰻞·'
const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-,’ '

/** Text of so many UTF-16 units at most that neither begins nor ends with padding. */
const text = (alphabet: string, units: number, least = 0): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: least, maxLength: units })
    .map((chars) => chars.join('').trim())
    .filter((joined) => joined.length <= units && joined.length >= least)
const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: count, maxLength: count }).map((each) => each.join(''))
const date = fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-'))
const optional = <T extends object>(name: keyof T & string, value: fc.Arbitrary<string>): fc.Arbitrary<Partial<T>> =>
  value.map((held) => (held === '' ? {} : { [name]: held }) as Partial<T>)

const common = fc.record({
  fullName: text(HAN, 15, 1),
  sex: fc.constantFrom('male', 'female', 'unknown', 'unspecified'),
  birthDate: date,
  documentNumber: text('0123456789X', 18, 5),
  validFrom: date,
  validUntil: fc.oneof(date, fc.constant('long-term')),
})
const placed = fc.tuple(
  optional<IdentityDocument>('registeredAddress', text(`${HAN}0123456789号`, 35)),
  optional<IdentityDocument>('issuingAuthority', text(HAN, 15)),
)
const merge = (type: IdentityDocument['type'], ...parts: readonly object[]): IdentityDocument =>
  Object.assign({ type }, ...parts) as IdentityDocument

const ethnic = fc
  .constantFrom(...ethnicGroups)
  .map(([ethnicGroupCode, ethnicGroup]) => ({ ethnicGroup, ethnicGroupCode }))
const permit = fc.tuple(
  optional<IdentityDocument>('permitNumber', text('HM0123456789', 9)),
  optional<IdentityDocument>('issueCount', text('0123456789', 2)),
)
const foreign = fc.tuple(
  optional<IdentityDocument>('romanizedName', text(LATIN, 46)),
  optional<IdentityDocument>('nationality', text('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 3)),
)

const documents: Readonly<Record<ChipLayout, fc.Arbitrary<IdentityDocument>>> = {
  resident: fc.tuple(common, ethnic, placed).map(([a, b, c]) => merge('resident-id-card', a, b, ...c)),
  'residence-permit': fc
    .tuple(common, placed, permit)
    .map(([a, b, c]) => merge('hk-macao-taiwan-residence-permit', a, ...b, ...c)),
  'foreign-2017': fc
    .tuple(common, foreign, text('0123456789', 4))
    .map(([a, b, code]) =>
      merge(
        'foreign-permanent-resident-id-card',
        { ...a, documentNumber: a.documentNumber.slice(0, 15) },
        ...b,
        code === '' ? {} : { issuingAuthority: code },
      ),
    ),
  'foreign-2023': fc
    .tuple(common, foreign, optional<IdentityDocument>('issueCount', text('0123456789', 2)))
    .map(([a, b, c]) => merge('foreign-permanent-resident-id-card', a, ...b, c)),
}

test.each(Object.keys(documents) as ChipLayout[])('decode after encode changes nothing: %s', (layout) => {
  fc.assert(
    fc.property(documents[layout], (document) => {
      expect(decodeDocument(encodeText(document, layout))).toEqual(document)
    }),
    { numRuns: 300 },
  )
})

test('every synthetic person survives the chip', () => {
  for (const { chip, document } of people) {
    if (document) expect(decodeDocument(encodeText(document, chip as ChipLayout))).toEqual(document)
  }
})

const isExpected = (error: unknown): boolean => error instanceof DeviceError && /^(card|reader)\./.test(error.code)

test('any 256 bytes are a document or a typed refusal', () => {
  const anyText = fc.oneof(
    fc.uint8Array({ minLength: 256, maxLength: 256 }),
    fc.tuple(fc.constantFrom(...'JIY \0Q'), fc.uint8Array({ minLength: 256, maxLength: 256 })).map(([flag, bytes]) => {
      bytes.set([flag.charCodeAt(0), 0], 248)
      return bytes
    }),
  )
  fc.assert(
    fc.property(anyText, (bytes) => {
      try {
        expect(decodeDocument(bytes).fullName.length).toBeGreaterThan(0)
      } catch (error) {
        expect(isExpected(error)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('any answer of a module is a read, nothing, or a typed refusal', () => {
  const answer = fc.uint8Array({ minLength: 3, maxLength: 2_399 }).map((body) => {
    body.set([0, 0, 0x90], 0)
    return encodeSamFrame(body)
  })
  fc.assert(
    fc.property(fc.array(fc.oneof(answer, fc.uint8Array({ maxLength: 200 })), { maxLength: 4 }), (chunks) => {
      try {
        decodeRecordedRead(chunks, circumstances)
      } catch (error) {
        expect(isExpected(error)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('a card with one flipped bit is a document or a typed refusal', () => {
  const cards = people.flatMap(({ chip, document }) => (document ? [encodeText(document, chip as ChipLayout)] : []))
  fc.assert(
    fc.property(fc.constantFrom(...cards), fc.nat(255), fc.nat(7), (card, at, bit) => {
      const flipped = card.slice()
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      try {
        decodeDocument(flipped)
      } catch (error) {
        expect(isExpected(error)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})
