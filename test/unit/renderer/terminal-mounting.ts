import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import type { CallName, CallResult } from '../../../electron/bridge/calls.ts'
import type { TerminalFlowView, TerminalView } from '../../../electron/bridge/terminal-view.ts'
import type { AccountCentre } from '../../../sync-server/contract/account-centre.ts'
import { makeRouter } from '../../../renderer/kiosk/router.ts'
import { useKiosk } from '../../../renderer/kiosk/useKiosk.ts'
import { emptyTerminal } from '../../fixtures/kiosk/empty-terminal.ts'

export const quiet: TerminalView = { ...emptyTerminal, hallName: '示例大厅' }
export const here: TerminalView = { ...quiet, visit: 1 }
export const account: AccountCentre = {
  username: 'synthetic1',
  maskedPhone: '100****0018',
  level: 'L2',
  maskedName: '***溪',
  verifiedBy: ['real-name'],
}
export const known: TerminalView = { ...here, account }
export const running: TerminalFlowView = {
  run: 1,
  flow: 'sign-in',
  title: '账号登录',
  trail: [],
  step: { id: 'sign-in', kind: 'sign-in', title: '账号登录', input: {} },
  canGoBack: false,
  endPage: undefined,
  isBusy: false,
  failure: undefined,
}

/** What the screen has asked of the kiosk so far, in order. */
export let sent: [CallName, unknown][] = []

/** Mounts a page or the whole app over a kiosk that shows this view and answers every call with it. */
export async function showTerminal(page: Component, view: TerminalView, answer?: CallResult): Promise<VueWrapper> {
  sent = []
  const call = async (name: CallName, argument: unknown): Promise<CallResult> => {
    sent.push([name, argument])
    return answer ?? { view }
  }
  const bridge = { call, onView: () => () => undefined, suggest: async () => [] }
  Object.defineProperty(window, 'kiosk', { value: bridge, configurable: true })
  const pinia = createPinia()
  setActivePinia(pinia)
  useKiosk().view = view
  const wrapper = mount(page, { attachTo: document.body, global: { plugins: [ElementPlus, pinia, makeRouter()] } })
  await flushPromises()
  return wrapper
}
