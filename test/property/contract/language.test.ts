import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { checkDigitOf, checkDocumentNumber } from '../../../sync-server/contract/document/index.ts'
import { splitBatch, splitRecord } from '../../../sync-server/contract/sealed-record.ts'

test('canonical JSON means the same value and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = canonicalJson(value)
      const reversed = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(reversed)).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

test('changing any one digit of a resident ID number is noticed', () => {
  const digits = fc.tuple(
    fc.date({ min: new Date('1900-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
    fc.nat(999),
  )
  fc.assert(
    fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), ([birth, sequence], at, shift) => {
      const first17 = `119999${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      const number = first17 + checkDigitOf(first17)
      expect(checkDocumentNumber('resident-id-card', number)).toBe('ok')
      const changed = [...number]
      changed[at] = String((Number(changed[at]) + shift) % 10)
      expect(checkDocumentNumber('resident-id-card', changed.join(''))).not.toBe('ok')
    }),
  )
})

test('splitting never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, hasMagic) => {
      const record = hasMagic ? Uint8Array.from([0x48, 0x4b, 0x52, 0x31, ...bytes]) : bytes
      const parts = splitRecord(record)
      if (parts) expect(parts.signed.length + parts.signature.length).toBe(record.length)
      const inBatch = [...splitBatch(bytes)].reduce((total, piece) => total + piece.length + 4, 0)
      expect(inBatch).toBeLessThanOrEqual(bytes.length)
    }),
  )
})

test('a batch gives back the records that were put in', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (records) => {
      const batch = new Uint8Array(records.reduce((total, r) => total + 4 + r.length, 0))
      const view = new DataView(batch.buffer)
      let offset = 0
      for (const record of records) {
        view.setUint32(offset, record.length)
        batch.set(record, offset + 4)
        offset += 4 + record.length
      }
      expect([...splitBatch(batch)].map((piece) => [...piece])).toEqual(records.map((r) => [...r]))
    }),
  )
})
