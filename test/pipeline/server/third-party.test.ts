import { describe, expect, test } from 'vitest'
import { thirdPartyProviders } from '../../../sync-server/contract/third-party.ts'
import { seedCitizen } from '../../fixtures/server/citizens.ts'
import { databases, engines, freshFolder } from '../../fixtures/server/databases.ts'
import { codeOf } from '../../fixtures/server/online-client.ts'
import { startTestServer } from '../../fixtures/server/test-server.ts'
import { CitizenBrowser } from '../../fixtures/server/third-party-browser.ts'
import { linkedBrowser, PERSON, thirdPartyHalls, told } from '../../fixtures/server/third-party-hall.ts'

const MINUTE_MS = 60_000
const halls = thirdPartyHalls()

describe.each(engines)('signing in through a third party on $name', (engine) => {
  const start = async (patienceMs?: number) => halls.start(await engine.fresh(), patienceMs)

  describe.each(thirdPartyProviders)('%s', (provider) => {
    test('a stranger links the account once and is signed in by it from then on', async () => {
      const hall = await start()
      const citizen = await seedCitizen(hall, 1)
      const browser = await linkedBrowser(hall, citizen, provider)
      const list = await browser.send('GET', '/v1/account/links')
      expect(list.body).toMatchObject({ links: [{ provider, maskedName: '***例' }] })
      const again = new CitizenBrowser(hall)
      const { handoff } = await again.land(await again.decide(await again.start(provider, '/centre'), PERSON))
      const answer = told(await again.exchange(handoff))
      expect(answer).toMatchObject({ provider, returnTo: '/centre' })
      again.token = answer.session?.token
      expect((await again.send('GET', '/v1/sessions/current')).body).toMatchObject({ method: 'third-party' })
      const other = await new CitizenBrowser(hall).walk(provider, 'wang-lei')
      expect(other.failure).toBeUndefined()
    })
    test('taking the consent back is told as such', async () => {
      const browser = new CitizenBrowser(await start())
      const refused = await browser.decide(await browser.start(provider), '')
      expect(await browser.land(refused)).toEqual({ failure: 'third-party.cancelled' })
      expect(await browser.land(refused), 'the state counted once').toEqual({ failure: 'third-party.expired' })
    })
    test('a way back counts once, and in its own browser only', async () => {
      const hall = await start()
      const [browser, stranger] = [new CitizenBrowser(hall), new CitizenBrowser(hall)]
      await stranger.start(provider)
      const stolen = await browser.decide(await browser.start(provider), PERSON)
      expect(await stranger.land(stolen)).toEqual({ failure: 'third-party.other-browser' })
      const callback = await browser.decide(await browser.start(provider), PERSON)
      expect((await browser.land(callback)).handoff).toBeDefined()
      expect(await browser.land(callback)).toEqual({ failure: 'third-party.expired' })
      const forged = new URL(callback)
      forged.searchParams.set('state', 'f'.repeat(64))
      expect(await browser.land(forged.href)).toEqual({ failure: 'third-party.expired' })
      const elsewhere = provider === 'baidu' ? 'wechat' : 'baidu'
      const mixed = (await browser.decide(await browser.start(provider), PERSON)).replace(provider, elsewhere)
      expect(await browser.land(mixed), 'an answer at the address of another').toEqual({
        failure: 'third-party.expired',
      })
    })
    test('a code that was redeemed before lets nobody in', async () => {
      const hall = await start()
      const browser = new CitizenBrowser(hall)
      const first = new URL(await browser.decide(await browser.start(provider), PERSON))
      await browser.land(first.href)
      const second = new URL(await browser.decide(await browser.start(provider), 'wang-lei'))
      const name = provider === 'alipay' ? 'auth_code' : 'code'
      second.searchParams.set(name, first.searchParams.get(name) ?? '')
      expect(await browser.land(second.href)).toEqual({ failure: 'third-party.expired' })
    })
    test.each(['down', 'silent', 'flooding'] as const)(
      'a provider that is %s is not the citizen’s fault',
      async (mood) => {
        const browser = new CitizenBrowser(await start(300))
        halls.sandbox().setMood(provider, mood)
        expect(await browser.walk(provider, PERSON)).toEqual({ failure: 'third-party.unavailable' })
      },
    )
  })

  test.each(['alipay', 'national-platform'] as const)(
    '%s: an answer that somebody else signed is refused',
    async (provider) => {
      const browser = new CitizenBrowser(await start())
      halls.sandbox().setMood(provider, 'forged')
      expect(await browser.walk(provider, PERSON)).toEqual({ failure: 'third-party.untrusted' })
    },
  )
  test('inside WeChat the official account asks, and it is the same person', async () => {
    const hall = await start()
    await linkedBrowser(hall, await seedCitizen(hall, 1))
    const inside = new CitizenBrowser(hall, 'Mozilla/5.0 MicroMessenger/8.0.50')
    const page = await inside.start('wechat')
    expect([page.pathname, page.hash]).toEqual(['/wechat/connect/oauth2/authorize', '#wechat_redirect'])
    const { handoff } = await inside.land(await inside.decide(page, PERSON))
    expect(told(await inside.exchange(handoff)).session).toBeDefined()
  })
  test('a handoff counts once, in its browser, and for two minutes', async () => {
    const hall = await start()
    const [browser, thief] = [new CitizenBrowser(hall), new CitizenBrowser(hall)]
    await thief.start('baidu')
    const { handoff } = await browser.walk('baidu', PERSON)
    expect(told(await browser.exchange(handoff)).linkTicket).toBeDefined()
    expect(codeOf(await browser.exchange(handoff))).toBe('third-party.expired')
    const stolen = (await browser.walk('baidu', PERSON)).handoff
    expect(codeOf(await thief.exchange(stolen))).toBe('third-party.other-browser')
    expect(codeOf(await browser.exchange(stolen)), 'it is spent').toBe('third-party.expired')
  })
  test('two processes of one server stand behind one browser', async () => {
    const origin = 'http://hall.test'
    const shared = { HALL_ORIGIN: origin, HALL_DATA: freshFolder(), ...(await engine.fresh()) }
    const [one, two] = [await halls.start(shared), await halls.start(shared)]
    halls.sandbox().register(origin)
    const browser = new CitizenBrowser(one)
    const callback = await browser.decide(await browser.start('wechat'), PERSON)
    expect(callback.startsWith(`${origin}/third-party/wechat/callback?`)).toBe(true)
    const { handoff } = await browser.before(two).land(callback.slice(origin.length))
    expect(told(await browser.exchange(handoff)).linkTicket).toBeDefined()
  })
  test('whatever comes back, a browser is shown a page of ours', async () => {
    const browser = new CitizenBrowser(await start())
    const page = await browser.start('baidu')
    const state = page.searchParams.get('state') ?? ''
    const odd = [
      '',
      '?',
      `?state=${state}&state=${state}`,
      '?state[]=1',
      '?code=1',
      `?error=server_error`,
      `?state=${'9'.repeat(3000)}`,
    ]
    for (const query of odd) {
      expect(await browser.land(`/third-party/baidu/callback${query}`), query.slice(0, 40)).toEqual({
        failure: 'third-party.expired',
      })
    }
    const refused = `/third-party/baidu/callback?state=${state}&error=server_error&code=1`
    expect(await browser.land(refused)).toEqual({ failure: 'third-party.refused' })
  })
  test('nobody is sent anywhere else', async () => {
    const hall = await start()
    const browser = new CitizenBrowser(hall)
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a?b=//c',
    ]) {
      const { handoff } = await browser.land(await browser.decide(await browser.start('baidu', elsewhere), PERSON))
      expect(told(await browser.exchange(handoff)).returnTo, elsewhere).toBe('/')
    }
    const unknown = await browser.open('/third-party/nobody/start')
    expect(unknown.headers.get('location')).toBe('/phone/#/third-party/failed/third-party.unknown')
  })
})

// Redis keeps the machine's own time, which no test moves.
describe.each(databases)('a third party and the database on $name', (engine) => {
  test('an authorisation is good for ten minutes, a handoff for two', async () => {
    const hall = await halls.start(await engine.fresh())
    const browser = new CitizenBrowser(hall)
    const callback = await browser.decide(await browser.start('baidu'), PERSON)
    hall.clock.move(9 * MINUTE_MS)
    const { handoff } = await browser.land(callback)
    const late = await browser.decide(await browser.start('baidu'), PERSON)
    hall.clock.move(3 * MINUTE_MS)
    expect(codeOf(await browser.exchange(handoff))).toBe('third-party.expired')
    hall.clock.move(8 * MINUTE_MS)
    expect(await browser.land(late)).toEqual({ failure: 'third-party.expired' })
  })
  test('a server that cannot keep anything says so in words, and leaves an incident', async () => {
    const hall = await halls.start(await engine.fresh())
    const browser = new CitizenBrowser(hall)
    const callback = await browser.decide(await browser.start('baidu'), PERSON)
    await hall.foundation.database.write((tx) => tx.run('ALTER TABLE ephemeral RENAME TO gone'))
    expect(await browser.land(callback)).toEqual({ failure: 'server.internal' })
    expect(hall.logged.map(({ event }) => event)).toContain('incident')
  })
})

describe('third parties by configuration', () => {
  test('a server without any offers none and sends nobody away', async () => {
    const hall = await startTestServer()
    const browser = new CitizenBrowser(hall)
    expect((await browser.send('GET', '/v1/third-party')).body).toEqual({ providers: [] })
    const start = await browser.open('/third-party/wechat/start')
    expect(start.headers.get('location')).toBe('/phone/#/third-party/failed/third-party.unknown')
    expect(start.headers.get('set-cookie')).toBeNull()
    await hall.close()
  })
})
