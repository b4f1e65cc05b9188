// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import TerminalApp from '../../../renderer/kiosk/terminal/TerminalApp.vue'
import { useTerminal } from '../../../renderer/kiosk/terminal/useTerminal.ts'
import { useKiosk } from '../../../renderer/kiosk/useKiosk.ts'
import { button } from './mounting.ts'
import { here, known, quiet, sent, showTerminal } from './terminal-mounting.ts'

let wrapper: VueWrapper
beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', () => 0)
})
afterEach(() => {
  wrapper.unmount()
  vi.unstubAllGlobals()
})
const press = async (name: string): Promise<void> => {
  await button(wrapper, name).trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
}

test('the attract screen has nobody to name and nothing to end', async () => {
  wrapper = await showTerminal(TerminalApp, quiet)
  expect(wrapper.findAll('header').map((each) => each.text())).toEqual([])
})

test('every other screen names who is signed in with the level, and offers larger type, help and the end', async () => {
  wrapper = await showTerminal(TerminalApp, known)
  const header = wrapper.get('header.header')
  expect(header.text()).toContain('示例大厅')
  expect(header.text()).toContain('***溪')
  expect(header.text()).toContain('L2初级认证')
  expect(header.findAll('button').map((each) => each.text())).toEqual(['大字版', '呼叫工作人员', '结束并清除'])
})

test('呼叫工作人员 is told to the citizen and can be taken back', async () => {
  wrapper = await showTerminal(TerminalApp, here)
  await press('呼叫工作人员')
  useKiosk().view = { ...here, isStaffCalled: true }
  await flushPromises()
  expect(wrapper.get('[role=status]').text()).toContain('已呼叫工作人员')
  await press('取消呼叫')
  expect(sent).toEqual([
    ['callStaff', { isWanted: true }],
    ['callStaff', { isWanted: false }],
  ])
})

test('结束并清除 asks first where something would be lost', async () => {
  wrapper = await showTerminal(TerminalApp, known)
  await press('结束并清除')
  expect(sent).toEqual([])
  expect(wrapper.get('dialog').text()).toContain('账号同时退出登录')
  await wrapper.get('dialog button').trigger('click')
  expect(sent).toEqual([['leave', {}]])
})

test('结束并清除 ends at once where nothing was begun', async () => {
  wrapper = await showTerminal(TerminalApp, here)
  await press('结束并清除')
  expect(sent).toEqual([['leave', {}]])
})

test('the next visitor finds usual type and the first screen', async () => {
  wrapper = await showTerminal(TerminalApp, known)
  await press('大字版')
  useTerminal().goTo('directory')
  expect(document.documentElement.dataset['type']).toBe('large')
  useKiosk().view = { ...here, visit: 2 }
  await flushPromises()
  expect(document.documentElement.dataset['type']).toBe('usual')
  expect(useTerminal().place).toBe('welcome')
})

test('offline is nobody’s fault, and said so', async () => {
  wrapper = await showTerminal(TerminalApp, { ...here, network: 'offline' })
  expect(wrapper.get('[role=status]').text()).toContain('当前离线，不是您的问题')
})
