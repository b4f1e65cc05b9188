import fc from 'fast-check'
import { expect, test } from 'vitest'
import { madeUpOwner } from '../../../sync-server/accounts/made-up-owner.ts'
import { maskDocumentNumber, maskPhone } from '../../../sync-server/contract/mask.ts'
import { newKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { personalDataOf } from '../../../sync-server/platform/keys/personal-data.ts'

const personal = personalDataOf(newKeys('by-demo'))
const other = personalDataOf(newKeys('by-demo'))
const username = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{5,19}$/)
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

test('a made-up owner looks like a real one, and the same every time', () =>
  fc.assert(
    fc.property(username, (name) => {
      const { phoneNumber, documentNumber } = madeUpOwner(personal, name)
      expect(phoneNumber).toMatch(/^1[3-9]\d{9}$/)
      expect(maskPhone(phoneNumber)).toMatch(/^1[3-9]\d\*{4}\d{4}$/)
      if (documentNumber !== undefined) {
        expect(documentNumber).toMatch(/^[1-4]\d{17}$/)
        expect(maskDocumentNumber(documentNumber)).toMatch(/^\d{4}\*{12}\d{2}$/)
      }
      expect(madeUpOwner(personal, name.toUpperCase())).toEqual({
        phoneNumber,
        ...(documentNumber && { documentNumber }),
      })
    }),
  ))
test('what was typed is shown as it was typed', () =>
  fc.assert(
    fc.property(digits(10), digits(17), (phone, first17) => {
      expect(madeUpOwner(personal, `1${phone}`).phoneNumber).toBe(`1${phone}`)
      expect(madeUpOwner(personal, `${first17}x`).documentNumber).toBe(`${first17}X`)
    }),
  ))
test('it follows from the server’s pepper, with and without a real name about equally often', () => {
  const names = Array.from({ length: 400 }, (_, n) => `nobody${n}`)
  const owners = names.map((name) => madeUpOwner(personal, name))
  const share = owners.filter(({ documentNumber }) => documentNumber !== undefined).length / names.length
  expect(share).toBeGreaterThan(0.35)
  expect(share).toBeLessThan(0.65)
  expect(new Set(owners.map(({ phoneNumber }) => phoneNumber)).size).toBe(names.length)
  expect(names.map((name) => madeUpOwner(other, name))).not.toEqual(owners)
})
