// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { captcha, complaint, entry, fieldsOf, fill, mountForm, passed, submitForm } from './form-mounting.ts'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

test('groups a phone as people say it and keeps the digits', async () => {
  wrapper = await mountForm('bind-phone', { captcha: passed })
  await fill(wrapper, 'phoneNumber', '1000000001899')
  expect(entry(wrapper, 'phoneNumber').element.value).toBe('100 0000 0018')
})

test('takes an ID number with a small x', async () => {
  wrapper = await mountForm('bank-card')
  await fill(wrapper, 'residentIdNumber', '11999919900307021x')
  expect(entry(wrapper, 'residentIdNumber').element.value).toBe('119999 19900307 021X')
})

test('the number of a document is grouped and gets the keyboard of its type', async () => {
  wrapper = await mountForm('real-name')
  const number = () => entry(wrapper, 'documentNumber')
  await fill(wrapper, 'documentNumber', '11999919900307021x')
  expect(number().element.value).toBe('119999 19900307 021X')
  expect(number().attributes('data-keyboard')).toBe('id-number')
  await fill(wrapper, 'documentType', 'hong-kong-travel-permit')
  await fill(wrapper, 'documentNumber', 'h99990001')
  expect(number().element.value).toBe('H99990001')
  expect(number().attributes('data-keyboard')).toBe('letters')
})

test('长期 takes the question for an end away, and nothing of it is sent', async () => {
  wrapper = await mountForm('real-name')
  for (const field of fieldsOf('real-name')) await fill(wrapper, field)
  expect(entry(wrapper, 'validUntil').element.value).toBe('2040-01-01')
  await fill(wrapper, 'validity', 'long-term')
  expect(wrapper.find('#field-validUntil').exists()).toBe(false)
  await submitForm(wrapper)
  expect(answersOf(wrapper).at(-1)).not.toHaveProperty('validUntil')
})

test('a number that cannot stand on the picked document is told beside it before anything is sent', async () => {
  wrapper = await mountForm('real-name')
  for (const field of fieldsOf('real-name')) await fill(wrapper, field)
  await fill(wrapper, 'documentType', 'taiwan-travel-permit')
  await submitForm(wrapper)
  expect(complaint(wrapper, 'documentNumber')).toContain('证件号码不符合编码规则')
  expect(answersOf(wrapper)).toEqual([])
})

test('whoever is known is named, and asked for no name', async () => {
  const known = { maskedName: '**溪', maskedDocumentNumber: '1199************61' }
  wrapper = await mountForm('bank-card', { ...known, omitted: ['fullName', 'residentIdNumber'] })
  expect(wrapper.text()).toContain('已实名**溪 1199************61')
  expect(wrapper.find('#field-fullName').exists()).toBe(false)
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
  expect(document.activeElement?.id).toBe('field-documentNumber')
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
