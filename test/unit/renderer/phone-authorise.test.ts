// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { type Phone, phoneKey } from '../../../renderer/phone/client/phone.ts'
import AuthorisePage from '../../../renderer/phone/pages/AuthorisePage.vue'
import GrantsPage from '../../../renderer/phone/pages/GrantsPage.vue'
import type { AuthorisationNeed, AuthorisationView } from '../../../sync-server/contract/consent.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'

const viewThat = (needs: AuthorisationNeed): AuthorisationView => ({
  service: { id: 'sample', name: '易通行' },
  items: [{ scope: 'profile', text: '读取您的用户信息' }],
  needs,
  requiredLevel: 'L2',
  expiresAt: '2026-01-01T00:00:00.000Z',
})
type Answers = Readonly<Record<string, unknown>>

/** A page on a phone whose server gives each route one answer, and what it was asked. */
async function open(page: typeof AuthorisePage | typeof GrantsPage, answers: Answers) {
  const asked: string[] = []
  const call = (name: string): Promise<unknown> => {
    asked.push(name)
    const answer = answers[name]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const left = vi.spyOn(location, 'assign').mockReturnValue(undefined)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: {} }] })
  const phone = { call, isSignedIn: ref(true) } as unknown as Phone
  const props = page === AuthorisePage ? { interactionId: 'request-1' } : {}
  const wrapper = mount(page, { props: props as never, global: { plugins: [router], provide: { [phoneKey]: phone } } })
  await flushPromises()
  const press = async (words: string): Promise<void> => {
    const button = wrapper.findAll('button').find((each) => each.text() === words)
    if (!button) throw new Error(`no button ${words}`)
    await button.trigger('click')
    await flushPromises()
  }
  const buttons = (): string[] => wrapper.findAll('button').map((each) => each.text())
  return { wrapper, asked, left, press, buttons, router }
}
const account = { level: 'L1', verifiedBy: [] }
const continueAt = 'https://hall.example/oidc/auth/request-1'

describe('服务授权', () => {
  test.each<[AuthorisationNeed, string[]]>([
    ['sign-in', ['登录', '注册', '不同意']],
    ['fresh-sign-in', ['重新登录', '不同意']],
    ['level', ['暂不认证，返回服务']],
    ['consent', ['同意授权', '不同意']],
  ])('%s: who asks for what stands there, and what can be done', async (needs, expected) => {
    const { wrapper, buttons } = await open(AuthorisePage, {
      readAuthorisation: viewThat(needs),
      readAccountCentre: account,
    })
    expect(wrapper.findAll('h1').map((each) => each.text())).toEqual(['服务授权'])
    for (const words of ['易通行', '本服务需要获得以下权限', '读取您的用户信息'])
      expect(wrapper.text()).toContain(words)
    expect(buttons()).toEqual(expected)
  })
  test('同意授权 and 不同意 each go where the server says', async () => {
    const answers = {
      readAuthorisation: viewThat('consent'),
      approveAuthorisation: { continueAt },
      declineAuthorisation: { continueAt },
    }
    for (const [words, route] of [
      ['同意授权', 'approveAuthorisation'],
      ['不同意', 'declineAuthorisation'],
    ] as const) {
      const { press, asked, left, buttons } = await open(AuthorisePage, answers)
      await press(words)
      expect(asked).toEqual(['readAuthorisation', route])
      expect(left).toHaveBeenLastCalledWith(continueAt)
      expect(buttons(), 'nothing more to press').toEqual([])
    }
  })
  test('where nothing is left to decide it goes on by itself', async () => {
    const { asked, left } = await open(AuthorisePage, {
      readAuthorisation: viewThat('nothing'),
      approveAuthorisation: { continueAt },
    })
    expect(asked).toEqual(['readAuthorisation', 'approveAuthorisation'])
    expect(left).toHaveBeenLastCalledWith(continueAt)
  })
  test('the ways up lead back, and a counter is one of them', async () => {
    const { wrapper } = await open(AuthorisePage, { readAuthorisation: viewThat('level'), readAccountCentre: account })
    const ways = wrapper.findAll('a').map((each) => [each.find('b').text(), each.attributes('href')])
    expect(ways).toContainEqual(['实名认证', '/flow/verify-real-name?returnTo=%2Fauthorise%2Frequest-1'])
    expect(ways).toContainEqual(['实证核验认证', '/flow/book-in-person?returnTo=%2Fauthorise%2Frequest-1'])
  })
  test('signing in comes back here', async () => {
    const { press, router } = await open(AuthorisePage, { readAuthorisation: viewThat('sign-in') })
    await press('登录')
    expect(router.currentRoute.value.fullPath).toBe('/sign-in?returnTo=/authorise/request-1')
  })
  test.each(['authorisation.gone', 'authorisation.other-browser'] as const)(
    '%s is told, and nothing of the request',
    async (code) => {
      const { wrapper, buttons } = await open(AuthorisePage, { readAuthorisation: new Problem(code) })
      expect(wrapper.find('[role=alert]').exists()).toBe(true)
      expect([wrapper.text().includes('易通行'), buttons()]).toEqual([false, ['返回首页']])
    },
  )
  test('an outage can be tried again', async () => {
    const { buttons, press, asked } = await open(AuthorisePage, {
      readAuthorisation: new Problem('service.unreachable'),
    })
    expect(buttons()).toEqual(['再试一次'])
    await press('再试一次')
    expect(asked).toEqual(['readAuthorisation', 'readAuthorisation'])
  })
})

describe('我的授权', () => {
  const grant = {
    grantId: 'g-1',
    service: { id: 'sample', name: '易通行' },
    items: viewThat('consent').items,
    grantedAt: '2026-01-01T00:00:00.000Z',
  }
  test('takes a grant back after asking', async () => {
    const { wrapper, press, asked } = await open(GrantsPage, { listGrants: { grants: [grant] } })
    await press('取消授权')
    expect([asked, wrapper.find('[role=alertdialog]').text()]).toEqual([
      ['listGrants'],
      expect.stringContaining('易通行'),
    ])
    await press('取消授权')
    expect(asked).toEqual(['listGrants', 'withdrawGrant', 'listGrants'])
  })
  test('says that there is none', async () => {
    const { wrapper } = await open(GrantsPage, { listGrants: { grants: [] } })
    expect(wrapper.text()).toContain('您还没有授权任何服务。')
  })
})
