// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Router } from 'vue-router'
import ErrandStep from '../../../renderer/phone/flow/ErrandStep.vue'
import AppealsPage from '../../../renderer/phone/pages/AppealsPage.vue'
import NoticesPage from '../../../renderer/phone/pages/NoticesPage.vue'
import ServicePage from '../../../renderer/phone/pages/ServicePage.vue'
import TicketPage from '../../../renderer/phone/pages/TicketPage.vue'
import { failures, Problem } from '../../../sync-server/contract/failure.ts'
import { askedOf, phoneThat, press, showPage, type TestPhone } from './phone-mounting.ts'

let wrapper: VueWrapper
afterEach(() => {
  wrapper.unmount()
  vi.useRealTimers()
})
const code = 'abcdefghijklmnopqrstuvwx'
const held = {
  purpose: 'sign-in',
  hall: '示例大厅',
  kioskName: '自助终端 1 号',
  matchChoices: ['10', '20', '30'],
  expiresAt: '2099-01-01T00:00:00.000Z',
}
const scanned = { ...held, phoneToken: 'p'.repeat(43) }

/** The page of a scanned ticket, once its view has been fetched. */
async function showTicket(phone: TestPhone): Promise<void> {
  wrapper = (await showPage(TicketPage, phone, { at: `/t/${code}`, props: { code } })).wrapper
  await vi.waitUntil(() => !wrapper.text().includes('正在核对二维码') && wrapper.find('h1').exists())
}
const title = (): string => wrapper.get('h1').text()
const pick = (number: string) => wrapper.get(`input[value="${number}"]`).setValue(true)

describe('a scanned ticket', () => {
  test('says which screen asks and confirms with the number that was picked', async () => {
    const phone = phoneThat({ scanTicket: [scanned], readAccountCentre: [{ username: 'synthetic1' }] })
    await showTicket(phone)
    expect(wrapper.text()).toContain('示例大厅')
    expect(wrapper.text()).toContain('synthetic1')
    await pick('20')
    await press(wrapper, '确认授权')
    expect(askedOf(phone, 'confirmTicket')).toEqual([{ body: { phoneToken: scanned.phoneToken, matchNumber: '20' } }])
    expect(title()).toBe('授权成功')
    expect(phone.store.get('ticket')).toBeUndefined()
  })
  test('is looked at and not scanned again after a reload', async () => {
    const first = phoneThat({ scanTicket: [scanned] })
    await showTicket(first)
    wrapper.unmount()
    const again = phoneThat({ readTicket: [{ ...held, state: 'scanned' }] }, { store: first.store })
    await showTicket(again)
    expect([askedOf(again, 'scanTicket'), title()]).toEqual([[], '授权登录'])
  })
  test('asks whoever is not signed in to do that first', async () => {
    await showTicket(phoneThat({ scanTicket: [scanned] }, { isSignedIn: false }))
    expect(wrapper.text()).toContain('请先在本机登录')
    expect(wrapper.findAll('input')).toEqual([])
  })
  test.each(['ticket.unknown', 'ticket.expired', 'ticket.taken', 'ticket.used', 'ticket.cancelled'] as const)(
    'that is refused with %s says so in its own words',
    async (refusal) => {
      await showTicket(phoneThat({ scanTicket: [new Problem(refusal)] }))
      expect(wrapper.get('[role=alert]').text()).toContain(failures[refusal].title)
      expect(wrapper.text()).not.toContain('再试一次')
    },
  )
  test('over a line that is down can be tried again', async () => {
    const phone = phoneThat({ scanTicket: [new Problem('service.unreachable'), scanned] })
    await showTicket(phone)
    await press(wrapper, '再试一次')
    await vi.waitUntil(() => title() === '授权登录')
  })
  test('with a wrong number is over; with the network down it is not', async () => {
    const lost = new Problem('service.unreachable')
    const answers = { scanTicket: [scanned], confirmTicket: [lost, new Problem('ticket.wrong-number')] }
    await showTicket(phoneThat(answers))
    await pick('10')
    await press(wrapper, '确认授权')
    expect([title(), wrapper.get('[role=alert]').text()]).toEqual([
      '授权登录',
      expect.stringContaining(failures['service.unreachable'].title),
    ])
    await press(wrapper, '确认授权')
    expect([title(), wrapper.get('[role=alert]').text()]).toEqual([
      '没有授权',
      expect.stringContaining(failures['ticket.wrong-number'].title),
    ])
  })
  test('is given up by 取消', async () => {
    const phone = phoneThat({ scanTicket: [scanned] })
    await showTicket(phone)
    await press(wrapper, '取消')
    expect([askedOf(phone, 'cancelTicket').length, title()]).toEqual([1, '已取消'])
  })
  test('for something that this phone cannot do is refused', async () => {
    await showTicket(phoneThat({ scanTicket: [{ ...scanned, purpose: 'made-up' }] }))
    expect(wrapper.find('[role=alert]').exists()).toBe(true)
  })
})

describe('消息通知', () => {
  const notice = {
    noticeId: 'n',
    kind: 'password-changed',
    title: '登录密码已修改',
    text: '您的账号登录密码已修改。',
    at: '2026-11-22T02:00:00.000Z',
  }
  test('marks what is new by a word, and everything is read at once', async () => {
    const lists = [false, true].map((isRead) => ({ notices: [{ ...notice, isRead }] }))
    const phone = phoneThat({ listNotices: lists })
    wrapper = (await showPage(NoticesPage, phone)).wrapper
    expect(wrapper.get('li').text()).toContain('未读')
    await press(wrapper, '全部已读')
    expect(askedOf(phone, 'markNoticesRead')).toHaveLength(1)
    expect(wrapper.get('li').text()).not.toContain('未读')
  })
  test('that cannot be fetched can be asked for again', async () => {
    const phone = phoneThat({ listNotices: [new Problem('service.unreachable'), { notices: [] }] })
    wrapper = (await showPage(NoticesPage, phone)).wrapper
    expect(wrapper.get('[role=alert]').text()).toContain(failures['service.unreachable'].title)
    await press(wrapper, '再试一次')
    expect(wrapper.text()).toContain('没有消息')
  })
})

test('only an appeal that nobody has decided can be withdrawn', async () => {
  const appeal = { number: 'S123456789', reason: 'unknown', openedAt: '2026-11-22T02:00:00.000Z' }
  const decided = { ...appeal, number: 'S987654321', state: 'agreed', answer: '已核对', decidedAt: appeal.openedAt }
  const phone = phoneThat({ listAppeals: [{ appeals: [{ ...appeal, state: 'accepted' }, decided] }] })
  wrapper = (await showPage(AppealsPage, phone)).wrapper
  const buttons = wrapper.findAll('article').map((each) => each.findAll('button').length)
  expect(buttons).toEqual([1, 0])
  await press(wrapper, '撤回申诉')
  expect(askedOf(phone, 'withdrawAppeal')).toEqual([{ params: { number: 'S123456789' } }])
})

describe('a service', () => {
  const account = { level: 'L1', verifiedBy: [] }
  /** Where a button has led, once the page there has been fetched. */
  const ledTo = async (router: Router): Promise<string> => {
    await vi.waitUntil(() => router.currentRoute.value.fullPath !== '/', { timeout: 10_000 })
    return router.currentRoute.value.fullPath
  }
  const show = async (answer: unknown, isSignedIn = true) => {
    const phone = phoneThat({ openService: [answer], readAccountCentre: [account] }, { isSignedIn })
    const shown = await showPage(ServicePage, phone, { props: { serviceId: 'residence-permit' } })
    wrapper = shown.wrapper
    return shown.router
  }
  test('above the level shows the ways that reach it, each leading back here', async () => {
    const router = await show(new Problem('level.too-low', { requiredLevel: 'L3' }))
    expect(wrapper.text()).not.toContain('社保认证')
    await press(wrapper, '立即认证')
    expect(await ledTo(router)).toBe('/flow/verify-bank-card?returnTo=/services/residence-permit')
  })
  test('sends whoever is not signed in to sign in and back', async () => {
    const router = await show(new Problem('level.not-signed-in'), false)
    await press(wrapper, '立即登录')
    expect(await ledTo(router)).toBe('/sign-in?returnTo=/services/residence-permit')
  })
  test('that is not in the directory says so', async () => {
    wrapper = (await showPage(ServicePage, phoneThat({}), { props: { serviceId: 'made-up' } })).wrapper
    await flushPromises()
    expect(wrapper.text()).toContain(failures['service.unknown'].title)
  })
})

test('what a terminal shows as a QR code is a link on the phone itself', async () => {
  const input = {
    url: `https://hall.example/phone/#/t/${code}`,
    state: 'waiting',
    expiresAt: held.expiresAt,
    providers: [],
  }
  const props = { kind: 'scan-code', input, title: '扫码登录', isBusy: false }
  wrapper = (await showPage(ErrandStep, phoneThat({}), { props })).wrapper
  expect(wrapper.get('a').attributes('href')).toBe(`#/t/${code}`)
})
