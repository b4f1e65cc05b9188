import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appointmentNumber,
  groupAppointmentNumber,
  readAppointmentNumber,
} from '../../../sync-server/contract/appointment.ts'

const drawn = fc.integer({ min: 0, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'))

test('the check digit is that of ISO/IEC 7064 MOD 11,10', () => {
  expect(appointmentNumber('13669597')).toBe('136695976') // the example of a German VAT number, which is made in the same way
})
test('a number is read as it was given, with gaps or without', () => {
  fc.assert(
    fc.property(drawn, (digits) => {
      const number = appointmentNumber(digits)
      expect(readAppointmentNumber(groupAppointmentNumber(number))).toBe(number)
      expect(readAppointmentNumber(number)).toBe(number)
    }),
  )
})
test('one wrong digit is always found', () => {
  const slip = fc.tuple(drawn, fc.nat(8), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(slip, ([digits, at, by]) => {
      const number = appointmentNumber(digits)
      const wrong = (Number(number[at]) + by) % 10
      expect(readAppointmentNumber(`${number.slice(0, at)}${wrong}${number.slice(at + 1)}`)).toBeUndefined()
    }),
  )
})
test('what is no number of nine digits is none', () => {
  for (const typed of ['', '12345678', '1234567890', 'abcdefghi', '１２３４５６７８９'])
    expect(readAppointmentNumber(typed)).toBeUndefined()
})
