// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { keyboardTexts as words } from '../../../../renderer/kiosk/keyboard/keyboard-texts.ts'
import { type FieldId, fields } from '../../../../sync-server/contract/field.ts'
import { typeCharacter } from './keyboard-driver.ts'
import { formPage, plainPage, press, takePagesAway } from './page.ts'

afterEach(takePagesAway)

const typable = (Object.keys(fields) as FieldId[]).filter((field) => !['tick', 'choice'].includes(fields[field].kind))

/** Values that the field's own rule accepts. */
const valueOf: Partial<Record<FieldId, fc.Arbitrary<string>>> = {
  username: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{5,19}$/),
  phoneNumber: fc.stringMatching(/^1\d{10}$/),
  accountName: fc.stringMatching(/^[A-Za-z0-9]{6,20}$/),
  captcha: fc.stringMatching(/^\d{4}$/),
  smsCode: fc.stringMatching(/^\d{6}$/),
  emailCode: fc.stringMatching(/^\d{6}$/),
  password: fc.stringMatching(/^[a-z][A-Za-z0-9]{9,19}$/),
  passwordAgain: fc.stringMatching(/^[A-Za-z0-9]{6,20}$/),
  oldPassword: fc.stringMatching(/^[!-~]{1,20}$/),
  currentPassword: fc.stringMatching(/^[!-~]{1,20}$/),
  oldSecurityPassword: fc.stringMatching(/^\d{6}$/),
  securityPassword: fc.stringMatching(/^\d{6}$/),
  securityPasswordAgain: fc.stringMatching(/^\d{6}$/),
  email: fc.stringMatching(/^[A-Za-z0-9._%+-]{1,12}@(?:[a-z0-9-]{1,6}\.){1,2}[a-z]{2,5}$/),
  fullName: fc.stringMatching(/^[A-Z][A-Za-z·.'-]{1,8} [A-Z][a-z]{1,8}$/),
  documentNumber: fc.constantFrom('H99990001', '99990003'),
  validFrom: fc.constantFrom('20200101', '19991231'),
  validUntil: fc.constantFrom('20400101', '20991231'),
  bankCardNumber: fc.stringMatching(/^\d{19}$/),
  reservedPhone: fc.stringMatching(/^1\d{10}$/),
  socialCardNumber: fc.stringMatching(/^[A-Z\d]{9}$/),
  fundAccount: fc.stringMatching(/^\d{12}$/),
  licenceFileNumber: fc.stringMatching(/^\d{12}$/),
  paymentAccount: fc.stringMatching(/^[a-z]{1,8}@(?:[a-z0-9]{1,6}\.)[a-z]{2,5}$/),
  residentIdNumber: fc.constantFrom('119999199003079961', '11999919491231002X'),
}

describe('typing key by key into the fields of the terminal', () => {
  test.each(typable)('gives exactly the value: %s', async (field) => {
    await fc.assert(
      fc.asyncProperty(valueOf[field] ?? fc.constant('no value'), async (value) => {
        const { wrapper, valueOf: typed } = await formPage([field])
        for (const character of value) await typeCharacter(wrapper, character)
        expect(typed(field)).toBe(value)
        wrapper.unmount()
      }),
      { numRuns: 4 },
    )
  })

  test('as many presses of 删除 as there are characters empty a grouped number', async () => {
    const { wrapper, inputs, valueOf: typed } = await formPage(['phoneNumber'])
    for (const digit of '10000000018') await typeCharacter(wrapper, digit)
    expect(inputs[0]?.value).toBe('100 0000 0018')
    for (let left = 10; left >= 0; left--) {
      await press(wrapper, words.delete)
      expect(typed('phoneNumber')).toHaveLength(left)
    }
  })

  test('删除 behind a blank that groups digits deletes the digit before it', async () => {
    const { wrapper, inputs, valueOf: typed } = await formPage(['phoneNumber'])
    for (const digit of '10000000018') await typeCharacter(wrapper, digit)
    inputs[0]!.setSelectionRange(9, 9)
    expect(inputs[0]!.value.slice(0, 9)).toBe('100 0000 ')
    await press(wrapper, words.delete)
    expect(typed('phoneNumber')).toBe('1000000018')
  })

  test('in the middle of a grouped number puts the digit where the caret is', async () => {
    const { wrapper, inputs, valueOf: typed } = await formPage(['phoneNumber'])
    for (const digit of '1000000018') await typeCharacter(wrapper, digit)
    for (let step = 0; step < 4; step++) await press(wrapper, words.left)
    await press(wrapper, '7')
    expect(typed('phoneNumber')).toBe('10000007018')
    expect(inputs[0]?.selectionStart).toBe(inputs[0]!.value.indexOf('7') + 1)
  })

  test('a domain key ends an address, and takes the place of another domain', async () => {
    const { wrapper, valueOf: typed } = await formPage(['email'])
    for (const letter of 'a.b') await typeCharacter(wrapper, letter)
    await press(wrapper, '@163.com')
    expect(typed('email')).toBe('a.b@163.com')
    await press(wrapper, '@qq.com')
    expect(typed('email')).toBe('a.b@qq.com')
    expect(fields.email.fault(typed('email'))).toBeUndefined()
  })

  test('清空 empties, and the selection is replaced by what is typed', async () => {
    const { wrapper, inputs, valueOf: typed } = await formPage(['smsCode'])
    for (const digit of '123456') await typeCharacter(wrapper, digit)
    inputs[0]?.setSelectionRange(1, 5)
    await press(wrapper, '0')
    expect(typed('smsCode')).toBe('106')
    await press(wrapper, words.clear)
    expect(typed('smsCode')).toBe('')
  })

  test('no more than maxlength goes in, and never half a character', async () => {
    const suggest = async () => [{ text: '𬴊', uses: 3 }]
    const { wrapper, input } = await plainPage('pinyin', { maxlength: 3 }, suggest)
    for (const _ of [1, 2, 3]) {
      for (const letter of 'lin') await press(wrapper, letter)
      await press(wrapper, '𬴊')
    }
    expect(input.value).toBe('𬴊')
    await press(wrapper, words.delete)
    expect(input.value).toBe('')
  })

  test('a page that refuses beforeinput is obeyed', async () => {
    const { wrapper, input } = await plainPage('digits', { onBeforeinput: (event: Event) => event.preventDefault() })
    await press(wrapper, '1')
    expect(input.value).toBe('')
  })
})
