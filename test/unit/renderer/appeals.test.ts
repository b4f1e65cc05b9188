// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Component } from 'vue'
import type { CallName, CallResult } from '../../../electron/bridge/calls.ts'
import type { AppealsView, KioskView } from '../../../electron/bridge/view.ts'
import AppealsPage from '../../../renderer/kiosk/appeals/AppealsPage.vue'
import { waitedSince } from '../../../renderer/kiosk/appeals/appeal-row.ts'
import { pageOf } from '../../../renderer/kiosk/page-of.ts'
import HomePage from '../../../renderer/kiosk/pages/HomePage.vue'
import { useKiosk } from '../../../renderer/kiosk/useKiosk.ts'
import { appealCase } from '../../fixtures/electron/appeal-cases.ts'
import { staffOf } from '../../fixtures/electron/people.ts'
import { emptyCounter } from '../../fixtures/kiosk/empty-counter.ts'
import { button, field } from './mounting.ts'

const number = 'S118880001'
const taken = appealCase(number, { state: 'in-progress', takenBy: '1001' })
const counter = (appeals: Partial<AppealsView>, more: Partial<KioskView> = {}): KioskView => ({
  ...emptyCounter,
  appeals: { waiting: undefined, desk: undefined, ...appeals },
  ...more,
})
const open = (cases: NonNullable<AppealsView['desk']>['cases'], more: Partial<KioskView> = {}) =>
  counter({ desk: { cases, decided: undefined } }, more)

let page: VueWrapper | undefined
let sent: [CallName, unknown][]
let reply: CallResult | undefined
beforeEach(() => {
  sent = []
  reply = undefined
})
afterEach(() => page?.unmount())

async function show(which: Component, view: KioskView): Promise<VueWrapper> {
  const call = async (name: CallName, argument: unknown) => {
    sent.push([name, argument])
    return reply ?? { view }
  }
  Object.defineProperty(window, 'kiosk', { value: { call, onView: () => () => undefined }, configurable: true })
  const pinia = createPinia()
  setActivePinia(pinia)
  useKiosk().view = view
  page = mount(which, { attachTo: document.body, global: { plugins: [ElementPlus, pinia] } })
  await flushPromises()
  return page
}
const alerts = (shown: VueWrapper) => shown.findAll('[role=alert]').map((each) => each.text())

describe('on the clerk’s home', () => {
  test('it says how many wait and opens them', async () => {
    const home = await show(HomePage, counter({ waiting: 3 }))
    expect(home.text()).toContain('3 件待处理')
    await button(home, '处理申诉').trigger('click')
    expect(sent).toEqual([['openAppeals', {}]])
  })

  test('offline it says that appeals need the network', async () => {
    const home = await show(HomePage, counter({ waiting: 3 }, { network: 'offline' }))
    expect(home.text()).toContain('联网后可以处理')
    expect(button(home, '处理申诉').attributes('disabled')).toBeDefined()
  })

  test('the page follows from the view: a running flow comes before it', () => {
    expect(pageOf(open([]))).toBe('appeals')
    expect(pageOf(open([], { staff: undefined }))).toBe('sign-in')
    expect(pageOf(counter({ waiting: 2 }))).toBe('home')
  })
})

describe('人工申诉', () => {
  test('an empty list says so; one that never came says what to do', async () => {
    expect((await show(AppealsPage, open([]))).text()).toContain('没有待处理的申诉')
    page?.unmount()
    expect((await show(AppealsPage, open(undefined))).text()).toContain('请在网络恢复后刷新')
  })

  test('the longest waiting is open first, with what staff may know of it', async () => {
    const shown = await show(AppealsPage, open([appealCase(number), appealCase('S118880002', { words: '' })]))
    for (const fact of ['S 118 880 001', '1199************61', '100****9749（初级认证）', '原号码已停用'])
      expect(shown.text()).toContain(fact)
    await shown.findAll('.list button')[1]?.trigger('click')
    expect(shown.text()).not.toContain('原号码已停用')
  })

  test('已当面核对 takes the case', async () => {
    const shown = await show(AppealsPage, open([appealCase(number)]))
    await button(shown, '已当面核对').trigger('click')
    expect(sent).toEqual([['takeAppeal', { number }]])
  })

  test('another member of staff decides with words, number and password; whoever took it is told to fetch one', async () => {
    const shown = await show(AppealsPage, open([taken]))
    expect(shown.text()).toContain('这件申诉由您核对，请另一名值班长决定')
    await field(shown, '给申诉人的答复').setValue(' 证件由本人持有 ')
    await field(shown, '值班长工号').setValue('2001')
    await field(shown, '密码').setValue('synthetic')
    await button(shown, '不同意').trigger('click')
    const decision = { number, isAgreed: false, answer: '证件由本人持有', staffNumber: '2001', password: 'synthetic' }
    expect(sent).toEqual([['decideAppeal', decision]])
  })

  test('without words or without a name nothing is sent', async () => {
    const shown = await show(AppealsPage, open([taken]))
    await button(shown, '同意').trigger('click')
    expect(alerts(shown)[0]).toContain('还没有填写答复')
    await field(shown, '给申诉人的答复').setValue('证件由本人持有')
    await button(shown, '同意').trigger('click')
    expect(alerts(shown)).toEqual(['请输入值班长工号和密码'])
    expect(sent).toEqual([])
  })

  test('a signed-in supervisor who did not take the case is filled in', async () => {
    const shown = await show(AppealsPage, open([taken], { staff: staffOf('supervisor', '2001') }))
    expect(field(shown, '值班长工号').element.value).toBe('2001')
  })

  test('a refusal is told in words and takes the password out, not the answer', async () => {
    const shown = await show(AppealsPage, open([taken]))
    reply = { failure: { code: 'appeal.same-person' } }
    await field(shown, '给申诉人的答复').setValue('证件由本人持有')
    await field(shown, '值班长工号').setValue('1001')
    await field(shown, '密码').setValue('synthetic')
    await button(shown, '同意').trigger('click')
    await flushPromises()
    expect(alerts(shown)[0]).toContain('核对人不能作出处理决定')
    expect(field(shown, '密码').element.value).toBe('')
    expect(field(shown, '给申诉人的答复').element.value).toBe('证件由本人持有')
  })

  test('another case begins with nothing typed', async () => {
    const other = { ...taken, number: 'S118880002' }
    const shown = await show(AppealsPage, open([taken, other]))
    await field(shown, '给申诉人的答复').setValue('证件由本人持有')
    await shown.findAll('.list button')[1]?.trigger('click')
    expect(field(shown, '给申诉人的答复').element.value).toBe('')
  })

  test('what was decided is told', async () => {
    const shown = await show(AppealsPage, counter({ desk: { cases: [], decided: { number, isAgreed: true } } }))
    expect(shown.get('[role=status]').text()).toContain('S 118 880 001 已同意')
  })
})

test.each([
  [30, '刚刚提交'],
  [59 * 60, '已等候 59 分钟'],
  [60 * 60, '已等候 1 小时'],
  [49 * 60 * 60, '已等候 2 天'],
])('after %i seconds: %s', (seconds, said) => {
  const openedAt = '2026-11-22T09:00:00.000Z'
  expect(waitedSince(openedAt, Date.parse(openedAt) + seconds * 1000)).toBe(said)
})
