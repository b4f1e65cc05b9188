// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import FailureNote from '../../../renderer/shared/components/FailureNote.vue'
import type { CallRoute } from '../../../renderer/shared/call-route.ts'
import ThirdPartyLanding from '../../../renderer/phone/third-party/ThirdPartyLanding.vue'
import ThirdPartyLink from '../../../renderer/phone/third-party/ThirdPartyLink.vue'
import ThirdPartyLinks from '../../../renderer/phone/third-party/ThirdPartyLinks.vue'
import ThirdPartyWays from '../../../renderer/phone/third-party/ThirdPartyWays.vue'
import { failures, Problem } from '../../../sync-server/contract/failure.ts'
import { thirdParties, thirdPartyProviders } from '../../../sync-server/contract/third-party.ts'

type Answers = Readonly<Record<string, unknown>>

/** A server that gives each route one answer, and what it was asked. */
function serverThat(answers: Answers): { call: CallRoute; asked: [string, unknown][] } {
  const asked: [string, unknown][] = []
  const call = (name: string, given: unknown): Promise<unknown> => {
    asked.push([name, given])
    const answer = answers[name]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { call: call as CallRoute, asked }
}

const session = { token: 't', expiresAt: '2026-01-02T00:00:00.000Z' }
const secret = 'a'.repeat(64)
const press = async (wrapper: ReturnType<typeof mount>, words: string): Promise<void> => {
  const button = wrapper.findAll('button').find((each) => each.text() === words)
  if (!button) throw new Error(`no button ${words}`)
  await button.trigger('click')
  await flushPromises()
}

describe('the ways under the sign-in form', () => {
  test('each third party is a link to its own start, by the manual’s name', () => {
    const page = mount(ThirdPartyWays, { props: { providers: thirdPartyProviders, returnTo: '/centre' } })
    const links = page.findAll('a').map((link) => [link.text(), link.attributes('href')])
    expect(links).toEqual(
      thirdPartyProviders.map((id) => [thirdParties[id].title, `/third-party/${id}/start?return=%2Fcentre`]),
    )
  })
  test('where none is offered nothing is shown', () => {
    expect(mount(ThirdPartyWays, { props: { providers: [] } }).text()).toBe('')
  })
})

describe('where a browser lands', () => {
  const land = async (answers: Answers, props: object = { handoff: secret }) => {
    const { call, asked } = serverThat(answers)
    const page = mount(ThirdPartyLanding, { props: { call, ...props } })
    await flushPromises()
    return { page, asked }
  }
  test('a known subject is signed in without a further question', async () => {
    const { page, asked } = await land({ exchangeHandoff: { provider: 'wechat', returnTo: '/centre', session } })
    expect(asked).toEqual([['exchangeHandoff', { body: { handoff: secret } }]])
    expect(page.emitted('signedIn')).toEqual([[session, '/centre']])
  })
  test('a stranger signs in or registers; the ticket goes along', async () => {
    const answer = { provider: 'baidu', returnTo: '/', linkTicket: secret, maskedName: '**例' }
    const { page } = await land({ exchangeHandoff: answer })
    expect(page.get('h1').text()).toBe('绑定账号')
    expect(page.text()).toContain('百度用户 **例')
    await press(page, '登录已有账号')
    await press(page, '注册新账号')
    expect(page.emitted('chooseAccount')).toEqual([
      ['sign-in', answer],
      ['register-account', answer],
    ])
  })
  test('whoever is signed in already goes on to the question whether to link', async () => {
    const answer = { provider: 'baidu', returnTo: '/', linkTicket: secret }
    const { page } = await land({ exchangeHandoff: answer }, { handoff: secret, isSignedIn: true })
    expect(page.emitted('link')).toEqual([[answer]])
  })
  test('whoever is closing the account decides', async () => {
    const answer = { provider: 'alipay', returnTo: '/', restoreTicket: secret, eraseAt: '2026-01-02T16:30:00.000Z' }
    const { page, asked } = await land({ exchangeHandoff: answer, restoreByThirdParty: { session } })
    expect(page.text(), 'in the hall’s own zone').toContain('2026年1月3日')
    await press(page, '保留账号并登录')
    expect(asked.at(-1)).toEqual(['restoreByThirdParty', { body: { restoreTicket: secret } }])
    expect(page.emitted('signedIn')).toEqual([[session, '/']])
  })
  test.each([
    [{ handoff: secret }, new Problem('third-party.other-browser'), 'third-party.other-browser'],
    [{ handoff: secret }, new Error('offline'), 'service.unreachable'],
    [{ failed: 'third-party.cancelled' }, undefined, 'third-party.cancelled'],
    [{ failed: '<b>nonsense</b>' }, undefined, 'third-party.refused'],
  ] as const)('what went wrong is said, and what to do: %o', async (props, answer, code) => {
    const { page } = await land({ exchangeHandoff: answer }, props)
    const alert = page.get('[role=alert]').text()
    expect(alert).toContain(failures[code].title)
    expect(alert).toContain(failures[code].action)
    expect(page.findAll('h1')).toHaveLength(1)
    await press(page, '返回登录')
    expect(page.emitted('leave')).toHaveLength(1)
  })
})

describe('linking after signing in', () => {
  test('nothing is linked before 绑定 is pressed', async () => {
    const { call, asked } = serverThat({ linkAccount: {} })
    const page = mount(ThirdPartyLink, { props: { call, provider: 'wechat', linkTicket: secret } })
    expect(asked).toEqual([])
    await press(page, '绑定')
    expect(asked).toEqual([['linkAccount', { body: { linkTicket: secret } }]])
    expect(page.get('h1').text()).toBe('绑定成功')
  })
  test('暂不绑定 leaves without asking the server', async () => {
    const { call, asked } = serverThat({})
    const page = mount(ThirdPartyLink, { props: { call, provider: 'wechat', linkTicket: secret } })
    await press(page, '暂不绑定')
    expect([asked, page.emitted('leave')]).toEqual([[], [[]]])
  })
  test('a link that is taken is told, and the way goes on', async () => {
    const { call } = serverThat({ linkAccount: new Problem('link.taken') })
    const page = mount(ThirdPartyLink, { props: { call, provider: 'wechat', linkTicket: secret } })
    await press(page, '绑定')
    expect(page.findComponent(FailureNote).text()).toContain(failures['link.taken'].title)
    await press(page, '进入个人中心')
    expect(page.emitted('leave')).toHaveLength(1)
  })
})

describe('links in 个人中心', () => {
  const answers = {
    listThirdParties: { providers: ['alipay', 'wechat'] },
    listAccountLinks: { links: [{ provider: 'baidu', maskedName: '**例', linkedAt: '2026-01-01T00:00:00.000Z' }] },
  }
  test('what is linked can be unlinked after a question, also when it is not offered any more', async () => {
    const { call, asked } = serverThat(answers)
    const page = mount(ThirdPartyLinks, { props: { call } })
    await flushPromises()
    expect(page.findAll('li').map((row) => row.find('strong').text())).toEqual(['支付宝', '微信', '百度'])
    expect(page.text()).toContain('**例 · 2026年1月1日 绑定')
    await page.get('button[aria-label="解绑 百度"]').trigger('click')
    expect(asked.map(([name]) => name)).not.toContain('unlinkAccount')
    await page.get('.danger').trigger('click')
    await flushPromises()
    expect(asked).toContainEqual(['unlinkAccount', { params: { provider: 'baidu' } }])
  })
  test('the last way in stays, and says why', async () => {
    const { call } = serverThat({ ...answers, unlinkAccount: new Problem('link.only-way') })
    const page = mount(ThirdPartyLinks, { props: { call } })
    await flushPromises()
    await page.get('button[aria-label="解绑 百度"]').trigger('click')
    await page.get('.danger').trigger('click')
    await flushPromises()
    expect(page.get('[role=alert]').text()).toContain(failures['link.only-way'].title)
  })
})
