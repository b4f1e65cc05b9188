// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { services } from '../../../sync-server/contract/directory.ts'
import { type EndPage, endPages } from '../../../sync-server/contract/flow/end-pages.ts'
import { destinationName, flowOf } from '../../../sync-server/contract/flow/index.ts'
import AccountPage from '../../../renderer/kiosk/terminal/pages/AccountPage.vue'
import AttractPage from '../../../renderer/kiosk/terminal/pages/AttractPage.vue'
import DirectoryPage from '../../../renderer/kiosk/terminal/pages/DirectoryPage.vue'
import FlowEndPage from '../../../renderer/kiosk/terminal/pages/FlowEndPage.vue'
import OnlineFlowPage from '../../../renderer/kiosk/terminal/pages/OnlineFlowPage.vue'
import WelcomePage from '../../../renderer/kiosk/terminal/pages/WelcomePage.vue'
import { reachOf } from '../../../renderer/shared/reach.ts'
import { terminalPageOf } from '../../../renderer/kiosk/terminal/terminal-page.ts'
import { useTerminal } from '../../../renderer/kiosk/terminal/useTerminal.ts'
import { levelBlocks } from '../../../renderer/shared/verification.ts'
import { button } from './mounting.ts'
import { account, here, known, quiet, running, sent, showTerminal } from './terminal-mounting.ts'

let wrapper: VueWrapper | undefined
afterEach(() => {
  wrapper?.unmount()
  wrapper = undefined
  vi.useRealTimers()
})
const press = async (name: string): Promise<void> => {
  const tile = wrapper!
    .findAll('button')
    .find((each) => each.find('.title, b').exists() && each.get('.title, b').text() === name)
  await (tile ?? button(wrapper!, name)).trigger('click')
  await flushPromises()
}

test.each([
  [{ ...known, blocked: 'kiosk.revoked' as const }, 'blocked'],
  [quiet, 'attract'],
  [{ ...known, flow: running }, 'online-flow'],
  [{ ...known, flow: { ...running, step: undefined, endPage: 'registered' as const } }, 'flow-end'],
  [known, 'account'],
  [here, 'welcome'],
])('the page follows from the view (%#)', (view, page) => {
  expect(terminalPageOf(view, 'account')).toBe(page)
})

test('a touch anywhere on the attract screen begins a visit', async () => {
  wrapper = await showTerminal(AttractPage, quiet)
  await wrapper.get('.attract').trigger('click')
  expect(sent).toEqual([['arrive', {}]])
})

describe('the first screen', () => {
  test.each([
    ['登录', 'sign-in'],
    ['注册', 'register-account'],
    ['找回密码', 'recover-access'],
  ])('%s begins %s', async (name, flow) => {
    wrapper = await showTerminal(WelcomePage, here)
    await press(name)
    expect(sent).toEqual([['begin', { flow }]])
  })

  test('offers 个人中心 first to who is signed in, with the level', async () => {
    wrapper = await showTerminal(WelcomePage, known)
    expect(wrapper.find('button .title').text()).toBe('个人中心')
    expect(wrapper.text()).toContain('初级认证')
    await press('退出')
    expect(sent).toEqual([['signOut', {}]])
  })

  test('offline begins nothing and still shows the directory', async () => {
    wrapper = await showTerminal(WelcomePage, { ...here, network: 'offline' })
    const open = wrapper.findAll('button').filter((each) => each.attributes('disabled') === undefined)
    expect(open.map((each) => each.get('.title').text())).toEqual(['办事目录'])
  })
})

describe('the directory', () => {
  test('judges each service by the level of who is here', () => {
    const reaches = services.map((item) => [item.level, reachOf(item, account), reachOf(item, undefined)].join())
    expect([...new Set(reaches)]).toEqual([
      'L1,anyone,anyone',
      'L2,reached,not-signed-in',
      'L3,too-low,not-signed-in',
      'L4,too-low,not-signed-in',
    ])
  })

  test('above one’s level says what is needed; the server has the last word', async () => {
    wrapper = await showTerminal(DirectoryPage, known)
    await press('居住证办理')
    expect(wrapper.get('dialog').text()).toContain('您目前是初级认证，办理这项业务需要中级认证。')
    expect(wrapper.get('dialog').text()).toContain('8 号窗口')
    await press('我要办理')
    expect(sent).toEqual([['openService', { serviceId: 'residence-permit' }]])
  })
})

describe('认证信息', () => {
  const stateOf = (catalogue?: Parameters<typeof levelBlocks>[1]): string[] =>
    levelBlocks(account, catalogue).flatMap(({ ways }) =>
      ways.map(({ way, isVerified, flow }) => [way, isVerified, flow].join()),
    )

  test('what only a counter does can be prepared here', () => {
    expect(flowOf('verify-in-person')?.runs).toBe('kiosk')
    expect(stateOf()).toContain('in-person,false,book-in-person')
  })

  test('a way opens with the flow that is named after it', () => {
    const catalogue = (id: string) => (id === 'verify-face' ? { ...flowOf('sign-in')!, id } : undefined)
    expect(stateOf(catalogue)).toEqual([
      'real-name,true,',
      'social-security,false,',
      'housing-fund,false,',
      'driving-licence,false,',
      'alipay,false,',
      'bank-card,false,',
      'face,false,verify-face',
      'in-person,false,',
    ])
  })
})

describe('个人中心', () => {
  test.each([
    ['账户密码', 'change-password'],
    ['手机号码', 'rebind-phone'],
    ['邮箱', 'bind-email'],
    ['民族', 'set-ethnic-group'],
  ])('%s is changed by %s', async (label, flow) => {
    wrapper = await showTerminal(AccountPage, known)
    const row = wrapper.findAll('dl > div').find((each) => each.get('dt').text() === label)!
    await row.get('button').trigger('click')
    expect(sent).toEqual([
      ['refreshAccount', {}],
      ['begin', { flow }],
    ])
  })

  test('says what is missing in the manual’s words', async () => {
    wrapper = await showTerminal(AccountPage, known)
    expect(wrapper.text()).toMatch(/邮箱未绑定我要绑定/)
    expect(wrapper.text()).toMatch(/性别暂无信息/)
    expect(wrapper.text()).toMatch(/民族请选择民族修改/)
  })

  test('another device is signed out, this one is not offered', async () => {
    const session = {
      method: 'sms',
      level: 'L2',
      startedAt: '2026-11-22T02:00:00Z',
      expiresAt: '2026-11-22T03:00:00Z',
    } as const
    const sessions = [
      { ...session, sessionId: '00000000-0000-4000-8000-000000000002', isCurrent: false, place: '示例二号大厅' },
      { ...session, sessionId: '00000000-0000-4000-8000-000000000001', isCurrent: true },
    ]
    wrapper = await showTerminal(AccountPage, { ...known, sessions })
    expect(wrapper.text()).toMatch(/本机短信登录 · 11月22日 10:00 登录示例二号大厅/)
    await press('退出该设备')
    expect(sent.at(-1)).toEqual(['endSession', { sessionId: sessions[0]!.sessionId }])
  })

  test('人工申诉 with number, state and answer; only what nobody has decided is taken back', async () => {
    const openedAt = '2026-11-20T01:00:00.000Z'
    const answer = '证件由申诉人本人持有'
    const appeals = [
      { number: 'S118880002', state: 'in-progress', reason: 'unknown', openedAt },
      { number: 'S118880001', state: 'agreed', reason: 'old-account', openedAt, decidedAt: openedAt, answer },
    ] as const
    wrapper = await showTerminal(AccountPage, { ...known, appeals })
    expect(wrapper.text()).toMatch(/S 118 880 002处理中.*S 118 880 001已同意.*答复 证件由申诉人本人持有/)
    await press('撤回申诉S 118 880 002')
    expect(sent.at(-1)).toEqual(['withdrawAppeal', { number: 'S118880002' }])
    expect(wrapper.findAll('.appeals button')).toHaveLength(1)
  })

  test('without an appeal there is no heading for any', async () => {
    wrapper = await showTerminal(AccountPage, known)
    expect(wrapper.text()).not.toContain('人工申诉')
  })
})

describe('a flow', () => {
  test('of signing in has a tab for each way', async () => {
    wrapper = await showTerminal(OnlineFlowPage, { ...here, flow: running })
    await press('短信登录')
    await press('账号登录')
    expect(sent).toEqual([['begin', { flow: 'sign-in-by-sms' }]])
  })

  test.each([
    [true, '上一步', 'back'],
    [false, '返回首页', 'closeFlow'],
  ])('that can go back: %s has %s', async (canGoBack, name, call) => {
    const step = { id: 'name-account', kind: 'name-account', title: '填写账户名', input: {} }
    wrapper = await showTerminal(OnlineFlowPage, {
      ...here,
      flow: { ...running, flow: 'recover-access', step, canGoBack },
    })
    await vi.dynamicImportSettled()
    await flushPromises()
    await press(name)
    expect(sent).toEqual([[call, {}]])
  })

  test.each(Object.keys(endPages) as EndPage[])('that ends with %s says so and offers where to go', async (endPage) => {
    wrapper = await showTerminal(FlowEndPage, { ...known, flow: { ...running, step: undefined, endPage } })
    expect(wrapper.get('h1').text()).toBe(endPages[endPage].title)
    expect(wrapper.findAll('footer button').map((each) => each.text())).toEqual(
      endPages[endPage].next.map((each) => destinationName[each]),
    )
  })

  test('that changed the password goes on by itself after seven seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    wrapper = await showTerminal(FlowEndPage, {
      ...known,
      flow: { ...running, step: undefined, endPage: 'password-changed' },
    })
    expect(wrapper.get('[role=timer]').text()).toContain('7 秒')
    vi.advanceTimersByTime(6_500)
    await flushPromises()
    expect(sent).toEqual([])
    vi.advanceTimersByTime(1_000)
    await flushPromises()
    expect(sent).toEqual([['closeFlow', {}]])
    expect(useTerminal().place).toBe('account')
  })
})
