// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { KioskView } from '../../../electron/bridge/view.ts'
import HomePage from '../../../renderer/kiosk/pages/HomePage.vue'
import ResultPage from '../../../renderer/kiosk/pages/ResultPage.vue'
import { button } from './mounting.ts'
import { answerPages, base, kiosk, receipt, resultOf, show } from './page-mounting.ts'

answerPages()

describe('the printer on the home screen', () => {
  test.each([
    [{ kind: 'ready', isPaperLow: false }, '凭条打印机就绪'],
    [{ kind: 'ready', isPaperLow: true }, '纸卷快用完了'],
    [{ kind: 'printing' }, '正在打印'],
    [{ kind: 'disconnected' }, '凭条打印机未连接'],
    [{ kind: 'failed', code: 'printer.cover-open' }, '凭条打印机的盖子没有合上'],
  ] as const)('the printer %j is shown in words', async (printer, words) => {
    expect((await show(HomePage, { ...base, printer })).text()).toContain(words)
  })

  test('without a printer none is shown', async () => {
    expect((await show(HomePage, base)).text()).not.toContain('凭条打印机')
  })
})

describe('the receipt on paper', () => {
  const printed = (more: Partial<KioskView>): KioskView => ({
    ...base,
    printer: { kind: 'ready', isPaperLow: false },
    result: resultOf({ receipt: { ...receipt, state: 'granted' } }),
    ...more,
  })

  test('without a printer there is nothing to print', async () => {
    expect((await show(ResultPage, printed({ printer: undefined }))).text()).not.toContain('打印')
  })

  test('打印回执 asks for the slip, and while it is printed cannot be pressed again', async () => {
    const page = await show(ResultPage, printed({}))
    await button(page, '打印回执').trigger('click')
    expect(kiosk.sent).toEqual([['printReceipt', {}]])
    const printing = await show(ResultPage, printed({ slip: { state: 'printing' } }))
    expect(button(printing, '再打印一次').attributes('disabled')).toBeDefined()
    expect(printing.get('.printed').text()).toBe('正在打印回执，请稍候')
  })

  test('a slip that came out is to be taken, one that did not leaves the QR code and says what to do', async () => {
    expect((await show(ResultPage, printed({ slip: { state: 'printed' } }))).text()).toContain('回执已打印，请取走')
    const page = await show(ResultPage, printed({ slip: { state: 'failed', code: 'printer.paper-out' } }))
    expect(page.get('[role=alert]').text()).toMatch(/凭条打印机缺纸.*二维码/s)
    expect(page.find('[aria-label="查询办理结果的二维码"]').exists()).toBe(true)
    expect(page.text()).not.toContain('已打印')
  })
})
