// @vitest-environment happy-dom
import type { VueWrapper } from '@vue/test-utils'
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import type { TerminalFlowView, TerminalView } from '../../../electron/bridge/terminal-view.ts'
import type { ReaderState } from '../../../sync-server/contract/device.ts'
import { onlineStepViews } from '../../../renderer/kiosk/terminal/online-step-views.ts'
import OnlineFlowPage from '../../../renderer/kiosk/terminal/pages/OnlineFlowPage.vue'
import { button } from './mounting.ts'
import { here, running, sent, showTerminal } from './terminal-mounting.ts'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

const tapping: TerminalFlowView = {
  ...running,
  flow: 'sign-in-by-card',
  title: '刷身份证登录',
  step: { id: 'sign-in-by-card', kind: 'sign-in-by-card', title: '刷身份证登录', input: {} },
}
async function show(view: TerminalView): Promise<VueWrapper> {
  await onlineStepViews.load()
  wrapper = await showTerminal(OnlineFlowPage, view)
  await flushPromises()
  return wrapper
}
const at = (reader: ReaderState, more: Partial<TerminalFlowView> = {}): TerminalView => ({
  ...here,
  reader,
  flow: { ...tapping, ...more },
})
const tabs = (page: VueWrapper) => page.findAll('.tabs button').map((each) => each.text())

describe('the ways to sign in', () => {
  test('the manual’s come first, and the card’s is the last', async () => {
    const page = await show({ ...at({ kind: 'ready' }), flow: running })
    expect(tabs(page)).toEqual(['账号登录', '短信登录', '扫码登录', '刷身份证登录'])
  })

  test('without a reader there is none for the card, unless it was chosen already', async () => {
    const page = await show({ ...at({ kind: 'disconnected' }), flow: running })
    expect(tabs(page)).toEqual(['账号登录', '短信登录', '扫码登录'])
    page.unmount()
    expect(tabs(await show(at({ kind: 'disconnected' })))).toContain('刷身份证登录')
  })
})

describe('a step that waits for a card', () => {
  test.each([
    [{ kind: 'waiting' }, '请放卡'],
    [{ kind: 'reading' }, '读取中，请勿移动'],
    [{ kind: 'read' }, '读取完成，请取回证件'],
  ] as const)('%o is told as %s', async (reader, words) => {
    expect((await show(at(reader))).get('.scene [role=status]').text()).toBe(words)
  })

  test.each([
    [{ kind: 'failed', code: 'card.removed' }, '读卡失败：证件在读取中被移开'],
    [{ kind: 'disconnected' }, '读卡器未连接'],
  ] as const)('%o is told at once as %s', async (reader, words) => {
    expect((await show(at(reader))).get('[role=alert]').text()).toBe(words)
  })

  test('a card that was not taken is told, and read again on request', async () => {
    const page = await show(at({ kind: 'read' }, { failure: { code: 'document.expired' } }))
    expect(page.get('[role=alert]').text()).toContain('证件已过有效期')
    await button(page, '重新读卡').trigger('click')
    expect(sent).toEqual([['readCard', {}]])
  })
})

describe('实名认证 by card', () => {
  const typing = { ...running, flow: 'verify-real-name', title: '实名认证' }
  const step = { id: 'real-name', kind: 'real-name', title: '实名认证', input: {} }

  test('is offered beside typing where there is a reader', async () => {
    const page = await show({ ...here, reader: { kind: 'ready' }, flow: { ...typing, step } })
    await button(page, '刷身份证').trigger('click')
    expect(sent).toEqual([['answer', { step: 'real-name', answer: { act: 'by-card' } }]])
    page.unmount()
    const without = await show({ ...here, reader: { kind: 'disconnected' }, flow: { ...typing, step } })
    expect(without.findAll('button').map((each) => each.text())).not.toContain('刷身份证')
  })

  test('what the chip says is confirmed as the server masked it; back is another card', async () => {
    const input = {
      documentType: 'resident-id-card',
      maskedName: '**甲',
      maskedDocumentNumber: '1199************61',
      validUntil: '2036-01-05',
    }
    const confirming = { ...step, id: 'confirm-card', kind: 'confirm-card', input }
    const page = await show({ ...here, flow: { ...typing, step: confirming, canGoBack: true } })
    expect(page.text()).toMatch(/姓名\*\*甲居民身份证1199\*+61有效期至2036\.01\.05/)
    await page.get('form').trigger('submit')
    await flushPromises()
    await button(page, '重新读卡').trigger('click')
    expect(sent).toEqual([
      ['answer', { step: 'confirm-card', answer: { act: 'submit' } }],
      ['back', {}],
    ])
  })
})
