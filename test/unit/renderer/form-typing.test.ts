// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { captcha, complaint, entry, fill, mountForm, passed } from './form-mounting.ts'
import { button } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

test('groups a phone as people say it and keeps the digits', async () => {
  wrapper = await mountForm('bind-phone', { captcha: passed })
  await fill(wrapper, 'phoneNumber', '1000000001899')
  expect(entry(wrapper, 'phoneNumber').element.value).toBe('100 0000 0018')
})

test('takes an ID number with a small x', async () => {
  wrapper = await mountForm('real-name')
  await fill(wrapper, 'residentIdNumber', '11999919900307021x')
  expect(entry(wrapper, 'residentIdNumber').element.value).toBe('119999 19900307 021X')
})

test('a rule is told when a field is left, and goes once it is typed in again', async () => {
  wrapper = await mountForm('register-account', { captcha })
  await fill(wrapper, 'username', '1abc')
  await entry(wrapper, 'username').trigger('blur')
  expect(complaint(wrapper, 'username')).toContain('用户名不符合规则')
  await fill(wrapper, 'username', 'abcdef')
  expect(complaint(wrapper, 'username')).toBe('')
})

test('Enter goes to the next empty field, and sends from the last', async () => {
  wrapper = await mountForm('real-name')
  await fill(wrapper, 'fullName')
  await entry(wrapper, 'fullName').trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(document.activeElement?.id).toBe('field-residentIdNumber')
})

test('a password is hidden, shown by choice, and hidden again when it is left', async () => {
  wrapper = await mountForm('set-password')
  await fill(wrapper, 'password')
  expect(entry(wrapper, 'password').attributes('type')).toBe('password')
  await button(wrapper, '显示密码').trigger('click')
  expect(entry(wrapper, 'password').attributes('type')).toBe('text')
  await entry(wrapper, 'password').trigger('focusout')
  expect(entry(wrapper, 'password').attributes('type')).toBe('password')
})

test('the agreement is read in a sheet and agreed to there', async () => {
  wrapper = await mountForm('register-account', { captcha })
  await button(wrapper, '阅读《用户协议》').trigger('click')
  await button(wrapper, '我已阅读并同意').trigger('click')
  expect(entry(wrapper, 'agreement').element.checked).toBe(true)
})
