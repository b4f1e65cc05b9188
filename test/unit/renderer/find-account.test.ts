// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import FindAccount from '../../../renderer/kiosk/steps/FindAccount.vue'
import { answersOf, button, field, mountStep } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const submit = (): Promise<void> => wrapper.get('form').trigger('submit')

describe('find-account', () => {
  test('a phone number is grouped while it is typed and sent as digits', async () => {
    wrapper = await mountStep(FindAccount, 'find-account')
    await field(wrapper, '手机号码').setValue('10000000018')
    expect(field(wrapper, '手机号码').element.value).toBe('100 0000 0018')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ find: 'phone', value: '10000000018' }])
  })

  test('an incomplete number is named beside the field and not sent', async () => {
    wrapper = await mountStep(FindAccount, 'find-account')
    await field(wrapper, '手机号码').setValue('100')
    await submit()
    expect(answersOf(wrapper)).toEqual([])
    expect(wrapper.get('[role=alert]').text()).toContain('11 位手机号码')
  })

  test('a user name and a card are the other two ways', async () => {
    wrapper = await mountStep(FindAccount, 'find-account')
    await wrapper.get('input[value=username]').setValue(true)
    await flushPromises()
    await field(wrapper, '用户名').setValue('ouyang1')
    await submit()
    await wrapper.get('input[value=card]').setValue(true)
    await submit()
    expect(answersOf(wrapper)).toEqual([{ find: 'username', value: 'ouyang1' }, { find: 'card' }])
  })

  test('an appointment is looked for by its number, and a slip of the finger is told at once', async () => {
    wrapper = await mountStep(FindAccount, 'find-account')
    await wrapper.get('input[value=appointment]').setValue(true)
    await flushPromises()
    await field(wrapper, '预约号').setValue('136 695 967')
    await submit()
    expect(wrapper.get('[role=alert]').text()).toContain('请与群众核对')
    await field(wrapper, '预约号').setValue('136 695 976')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ find: 'appointment', value: '136695976' }])
  })

  test('reading can be stopped', async () => {
    wrapper = await mountStep(FindAccount, 'find-account', { input: { isOnline: true, isReadingCard: true } })
    await wrapper.get('input[value=card]').setValue(true)
    await wrapper.setProps({ input: { isOnline: true, isReadingCard: true } })
    button(wrapper, '停止读卡')
    await submit()
    expect(answersOf(wrapper)).toContainEqual({ stop: true })
  })

  test('a found account is shown masked and confirmed by Enter', async () => {
    const candidate = { accountId: 'a', maskedName: '***溪', maskedPhone: '100****0018', level: 'L2' }
    wrapper = await mountStep(FindAccount, 'find-account', { input: { isOnline: true, candidate, chosenBy: 'phone' } })
    expect(wrapper.text()).toContain('初级认证')
    button(wrapper, '确认账号')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ confirm: true }])
  })

  test('an account that is not there leads to a new one', async () => {
    wrapper = await mountStep(FindAccount, 'find-account', { input: { isOnline: true, isAbsent: true } })
    await button(wrapper, '新开账号').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ absent: true }])
  })

  test('offline it says that the account is checked later', async () => {
    wrapper = await mountStep(FindAccount, 'find-account', { input: { isOnline: false } })
    expect(wrapper.text()).toContain('当前离线：联网后核对账号')
    expect(wrapper.findAll('[role=alert]')).toEqual([])
  })
})
