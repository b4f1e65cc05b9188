// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { TerminalView } from '../../../electron/bridge/terminal-view.ts'
import FlowEndPage from '../../../renderer/kiosk/terminal/pages/FlowEndPage.vue'
import ServicePage from '../../../renderer/kiosk/terminal/pages/ServicePage.vue'
import { terminalPageOf } from '../../../renderer/kiosk/terminal/terminal-page.ts'
import { button } from './mounting.ts'
import { here, known, running, sent, showTerminal } from './terminal-mounting.ts'

const atEnd = { ...running, step: undefined, endPage: 'real-name-verified' as const }
let wrapper: VueWrapper | undefined
afterEach(() => {
  wrapper?.unmount()
  wrapper = undefined
})
const press = async (name: string): Promise<void> => {
  await button(wrapper!, name).trigger('click')
  await flushPromises()
}
const wishing = (view: TerminalView, wish: Partial<NonNullable<TerminalView['wish']>>): TerminalView => ({
  ...view,
  wish: { serviceId: 'residence-permit', isOpen: false, failure: undefined, ...wish },
})

test('what has to come first has the place of the service, and a running flow comes before both', () => {
  const view = wishing(known, { failure: { code: 'level.too-low' } })
  expect(terminalPageOf(view, 'directory')).toBe('service')
  expect(terminalPageOf({ ...view, flow: atEnd }, 'directory')).toBe('flow-end')
})

test('whoever is not signed in is asked to sign in or to register, and told that it leads back', async () => {
  wrapper = await showTerminal(ServicePage, wishing(here, { failure: { code: 'level.not-signed-in' } }))
  expect(wrapper!.get('[role=status]').text()).toContain('自动返回这项服务')
  await press('立即登录')
  await press('注册')
  expect(sent).toEqual([
    ['begin', { flow: 'sign-in' }],
    ['begin', { flow: 'register-account' }],
  ])
})

test('whose level is too low is shown the ways that are high enough, and no others', async () => {
  wrapper = await showTerminal(ServicePage, wishing(known, { failure: { code: 'level.too-low' } }))
  expect(wrapper!.text()).toContain('您目前是初级认证，办理这项业务需要中级认证。')
  const ways = wrapper!.findAll('li .title').map((each) => each.text())
  expect(ways).toEqual(['银行卡认证', '人脸识别认证', '实证核验认证'])
  await wrapper!.get('li button').trigger('click')
  expect(sent).toEqual([['begin', { flow: 'verify-bank-card' }]])
})

test('an opened one says where to go', async () => {
  wrapper = await showTerminal(ServicePage, wishing(known, { isOpen: true }))
  expect(wrapper!.text()).toContain('已为您打开这项服务')
  expect(wrapper!.text()).toContain('8 号窗口')
  await press('返回办事目录')
  expect(sent).toEqual([['closeService', {}]])
})

test('an outage is told as one, and asked again by a press', async () => {
  wrapper = await showTerminal(ServicePage, wishing(here, { failure: { code: 'service.unreachable' } }))
  expect(wrapper!.get('[role=alert]').text()).toContain('不是您的问题')
  await press('再试一次')
  expect(sent).toEqual([['openService', { serviceId: 'residence-permit' }]])
})

test('the last page of a way up leads on to what it was for', async () => {
  wrapper = await showTerminal(FlowEndPage, wishing({ ...known, flow: atEnd }, { isOpen: true }))
  await press('继续办理：居住证办理')
  expect(sent).toEqual([['closeFlow', {}]])
})
