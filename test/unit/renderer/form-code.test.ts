// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { OnlineStepKind } from '../../../sync-server/contract/flow/index.ts'
import { onlineStepKinds } from '../../../sync-server/contract/flow/index.ts'
import {
  captcha,
  comesBack,
  complaint,
  entry,
  fieldsOf,
  fill,
  formKinds,
  mountForm,
  NOW,
  passed,
  right,
  sentCode,
  standStill,
  submitForm,
} from './form-mounting.ts'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
standStill(() => wrapper)
const submit = (): Promise<void> => submitForm(wrapper)
const submitted = (): Record<string, unknown> => answersOf(wrapper).at(-1) as Record<string, unknown>
const withCode = formKinds.filter((kind) => (onlineStepKinds[kind] as OnlineStepKind).code !== undefined)
const getCode = () => button(wrapper, '获取验证码')

describe('the captcha of a form with a code', () => {
  test('is checked by its fourth digit, once', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha })
    await fill(wrapper, 'captcha', '764')
    expect(answersOf(wrapper)).toEqual([])
    await fill(wrapper, 'captcha')
    await wrapper.setProps({ input: { captcha: { ...captcha } } })
    expect(answersOf(wrapper)).toEqual([{ act: 'check-captcha', captchaId: 'c1', answer: '7640' }])
  })

  test('waits for an answer that is under way and is checked after it', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha }, { isBusy: true })
    await fill(wrapper, 'captcha')
    expect(answersOf(wrapper)).toEqual([])
    await wrapper.setProps({ isBusy: false })
    expect(answersOf(wrapper)).toHaveLength(1)
  })

  test('is asked again when the network lost the first question and a digit was typed anew', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha })
    await fill(wrapper, 'captcha')
    await comesBack(wrapper, { failure: { code: 'service.unreachable' } })
    expect(entry(wrapper, 'captcha').element.value).toBe('7640')
    expect(answersOf(wrapper)).toHaveLength(1)
    await fill(wrapper, 'captcha', '764')
    await fill(wrapper, 'captcha', '7640')
    expect(answersOf(wrapper)).toHaveLength(2)
  })

  test('is emptied by a new picture and by nothing else', async () => {
    wrapper = await mountForm('register-account', { captcha })
    await fill(wrapper, 'username')
    await fill(wrapper, 'password')
    await fill(wrapper, 'captcha')
    await comesBack(wrapper, {
      failure: { code: 'captcha.wrong' },
      input: { captcha: { ...captcha, captchaId: 'c2' } },
    })
    expect(entry(wrapper, 'captcha').element.value).toBe('')
    expect(complaint(wrapper, 'captcha')).toContain('图形验证码不正确')
    expect(entry(wrapper, 'username').element.value).toBe(right.username)
    expect(entry(wrapper, 'password').element.value).toBe(right.password)
  })

  test('has its id on the picture, and a touch on the picture or 换一张 brings another', async () => {
    wrapper = await mountForm('sign-in', { captcha })
    expect(wrapper.get('img').attributes('data-captcha-id')).toBe('c1')
    await wrapper.get('img').trigger('click')
    await button(wrapper, '换一张').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'renew-captcha' }, { act: 'renew-captcha' }])
  })
})

describe('获取验证码', () => {
  test.each(withCode)('in %s is closed until the captcha has passed', async (kind) => {
    wrapper = await mountForm(kind, { captcha })
    for (const field of fieldsOf(kind)) await fill(wrapper, field)
    expect(getCode().attributes('disabled')).toBeDefined()
    await wrapper.setProps({ input: { captcha: passed } })
    expect(getCode().attributes('disabled')).toBeUndefined()
  })

  test.each([
    ['phoneNumber', 'sign-in-by-sms', '1000000001'],
    ['email', 'bind-email', 'somebody@mail'],
  ] as const)('needs a %s that can be right, and sends to it', async (field, kind, wrong) => {
    wrapper = await mountForm(kind, { captcha: passed })
    await fill(wrapper, field, wrong)
    expect(getCode().attributes('disabled')).toBeDefined()
    await fill(wrapper, field)
    await getCode().trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'send-code', to: right[field] }])
  })

  test('of the account’s own phone names no number', async () => {
    wrapper = await mountForm('verify-phone', {
      captcha: passed,
      maskedPhone: '180****9749',
      omitted: ['residentIdNumber'],
    })
    expect(wrapper.text()).toContain('180****9749')
    await getCode().trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'send-code' }])
  })

  test('counts down after a sending and opens again for a new captcha only', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha: passed, code: sentCode(NOW) })
    await fill(wrapper, 'phoneNumber')
    expect(button(wrapper, '59 秒后重新获取').attributes('disabled')).toBeDefined()
    expect(wrapper.text()).toContain('验证码已发送至 100****0018，5 分钟内有效')
    vi.advanceTimersByTime(58_000)
    await flushPromises()
    expect(button(wrapper, '1 秒后重新获取').attributes('disabled')).toBeDefined()
    vi.advanceTimersByTime(1_250)
    await flushPromises()
    expect(getCode().attributes('disabled')).toBeUndefined()
    await wrapper.setProps({ input: { captcha: { ...captcha, captchaId: 'c2' }, code: sentCode(NOW) } })
    expect(getCode().attributes('disabled')).toBeDefined()
  })

  test('counts from the moment it was sent, not from the last look at the clock', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha: passed })
    vi.advanceTimersByTime(200)
    await wrapper.setProps({ input: { captcha: passed, code: sentCode(NOW + 200) } })
    expect(button(wrapper, '59 秒后重新获取').exists()).toBe(true)
  })

  test('was never pressed: the form says so and sends nothing', async () => {
    wrapper = await mountForm('sign-in-by-sms', { captcha: passed })
    await fill(wrapper, 'phoneNumber')
    await fill(wrapper, 'smsCode')
    await submit()
    expect(complaint(wrapper, 'smsCode')).toContain('还没有获取验证码')
    expect(answersOf(wrapper)).toEqual([])
  })
})

describe('a code', () => {
  const filled = async (): Promise<void> => {
    wrapper = await mountForm('register-account', { captcha: passed, code: sentCode(NOW) })
    for (const field of fieldsOf('register-account')) if (field !== 'captcha') await fill(wrapper, field)
    await submit()
  }

  test.each(['code.expired', 'code.used', 'code.too-many-tries'] as const)('is emptied by %s', async (code) => {
    await filled()
    await comesBack(wrapper, { failure: { code } })
    expect(entry(wrapper, 'smsCode').element.value).toBe('')
    expect(entry(wrapper, 'password').element.value).toBe(right.password)
  })

  test('stays when it was only mistyped', async () => {
    await filled()
    await comesBack(wrapper, { failure: { code: 'code.wrong' } })
    expect(entry(wrapper, 'smsCode').element.value).toBe(right.smsCode)
  })

  test('that proved its number is not asked again, until the number changes', async () => {
    await filled()
    const input = { captcha, code: sentCode(NOW), isCodeSettled: true }
    await comesBack(wrapper, { failure: { code: 'account.username-taken' }, input })
    expect(wrapper.find('#field-smsCode').exists()).toBe(false)
    expect(wrapper.text()).toContain('验证码已通过，无需再次获取')
    await fill(wrapper, 'username', 'synthetic2')
    await submit()
    expect(submitted()['username']).toBe('synthetic2')
    await fill(wrapper, 'phoneNumber', '10000000026')
    expect(wrapper.find('#field-smsCode').exists()).toBe(true)
  })
})
