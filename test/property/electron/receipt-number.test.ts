import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Check } from 'typebox/value'
import { newReceiptNumber } from '../../../electron/session/receipt-number.ts'
import { SessionLog } from '../../../sync-server/contract/session-log.ts'

test('every receipt number has the form of the contract, and every bit of it is random', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
      const number = newReceiptNumber({ bytes: () => bytes, uuid: () => '', below: () => 0 })
      expect(Check(SessionLog.properties.receiptNumber, number)).toBe(true)
      const fiveBits = [...bytes].map((byte) => byte % 32)
      const digits = [...number.replaceAll('-', '')].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit))
      expect(digits).toEqual(fiveBits)
    }),
  )
})
