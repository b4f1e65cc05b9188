import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf } from '../../../electron/platform/batch.ts'
import { backOff } from '../../../electron/sync/back-off.ts'
import { waitMsAfter } from '../../../electron/staff/tries.ts'
import { splitBatch } from '../../../sync-server/contract/sealed-record.ts'

test('what is framed as a batch is split into the same pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
      const split = [...splitBatch(batchOf(pieces))].map((piece) => Buffer.from(piece).toString('hex'))
      expect(split).toEqual(pieces.map((piece) => Buffer.from(piece).toString('hex')))
    }),
  )
})

test('a space to write into changes nothing about what is framed, whether it is large enough or not', () => {
  const space = Buffer.alloc(200, 0xee)
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 90 })), (pieces) => {
      expect(batchOf(pieces, space).toString('hex')).toBe(batchOf(pieces).toString('hex'))
    }),
  )
})

test('waits stay within their bounds and are never shorter than the server asked for', () => {
  const random = fc.double({ min: 0, max: 0.999_999, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined })), random, (asked, at) => {
      const waits = backOff({ usualMs: 5000, longestMs: 60_000, random: () => at })
      for (const retryAfterS of asked) {
        const wait = waits.next(retryAfterS)
        expect(wait).toBeGreaterThanOrEqual(Math.max(2500, (retryAfterS ?? 0) * 1000))
        expect(wait).toBeLessThanOrEqual(Math.max(60_000, (retryAfterS ?? 0) * 1000))
      }
      expect(waits.reset()).toBeLessThanOrEqual(5000)
    }),
  )
})

test('setting the clock back never makes a wait after wrong passwords shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -1e9, max: 1e9 }), (wrong, offset) => {
      const lastAt = 2e12
      const wait = waitMsAfter({ wrong, lastAt }, lastAt + offset)
      const full = waitMsAfter({ wrong, lastAt }, lastAt)
      expect(wait).toBe(offset <= 0 ? full : Math.max(0, full - offset))
      expect(full).toBeLessThanOrEqual(3_600_000)
    }),
  )
})
