import * as openid from 'openid-client'
import { afterEach, describe, expect, test } from 'vitest'
import { authorityHalls } from '../../fixtures/server/authority-hall.ts'
import { quickPasswords, seedCitizen } from '../../fixtures/server/citizens.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { CALLBACK, errorIn, pageIn, ServiceClient, ServiceVisitor } from '../../fixtures/server/service-client.ts'
import { openServiceHall, refusal } from '../../fixtures/server/service-hall.ts'
import { testServices } from '../../fixtures/server/services.ts'
import { type TakingTurns, takingTurns } from '../../fixtures/server/taking-turns.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()
let running: (TestServer | { close(): Promise<void> })[] = []
afterEach(async () => {
  for (const each of running) await each.close()
  running = []
})

describe.each(engines)('services on $name', ({ fresh }) => {
  const start = async () => openServiceHall(halls, await fresh())

  test('what is not a code request with PKCE from a registered address goes nowhere', async () => {
    const { hall, plain, strict } = await start()
    const browser = new ServiceVisitor(hall)
    const altered = async (change: (query: URLSearchParams) => void, service = plain) => {
      const { url } = await service.request()
      change(url.searchParams)
      return browser.follow(url)
    }
    for (const redirect of [
      'https://evil.example/callback',
      `${CALLBACK}/more`,
      `${CALLBACK}?a=1`,
      CALLBACK.toUpperCase(),
    ]) {
      const shown = await altered((query) => query.set('redirect_uri', redirect))
      expect(shown).toMatch(/^400 <!doctype html>.*这次授权不能继续/s)
      expect(shown).not.toContain('evil')
    }
    expect(await altered((query) => query.delete('redirect_uri'))).toMatch(/^400 .*invalid_request/s)
    expect(await altered((query) => query.set('client_id', 'nobody'))).toMatch(/^400 .*invalid_client/s)
    expect(errorIn(await altered((query) => query.delete('code_challenge')))).toBe('invalid_request')
    expect(errorIn(await altered((query) => query.set('code_challenge_method', 'plain')))).toBe('invalid_request')
    for (const type of ['token', 'id_token', 'code id_token', 'none'])
      expect(await altered((query) => query.set('response_type', type)), type).toMatch(/unsupported_response_type/)
    expect(errorIn(await altered((query) => query.set('scope', 'openid document'), strict))).toBe('invalid_scope')
    const claims = JSON.stringify({ userinfo: { document_number: null } })
    expect(errorIn(await altered((query) => query.set('claims', claims)))).toBe('invalid_request')
    const password = openid.genericGrantRequest(plain.config, 'password', { username: 'a', password: 'b' })
    expect(await refusal(password)).toBe('unsupported_grant_type')
  })

  test('the id of a request is worth nothing in another browser, not even with the session of the citizen', async () => {
    const { hall, plain, visitor } = await start()
    const { browser, citizen } = await visitor(1)
    const page = pageIn(await browser.follow((await plain.request()).url))
    const thief = new ServiceVisitor(hall)
    await thief.signIn(hall, citizen)
    await thief.follow((await plain.request()).url)
    for (const ask of [
      () => thief.readPage(page),
      () => thief.answerPage(page, 'approval'),
      () => thief.answerPage(page, 'refusal'),
    ])
      expect(codeOf(await ask())).toBe('authorisation.other-browser')
    expect(codeOf(await new OnlineClient(hall).send('GET', `/v1/authorisations/${page}`))).toBe(
      'authorisation.other-browser',
    )
    expect(codeOf(await browser.readPage('x'.repeat(21)))).toBe('authorisation.gone')
    const back = await browser.answerPage(page, 'approval')
    const { continueAt } = back.body as { continueAt: string }
    const resumed = await new ServiceVisitor(hall).follow(continueAt)
    expect(resumed, 'the way back is the first browser’s alone').toMatch(/^400 /)
    expect(await thief.follow(continueAt)).not.toContain('code=')
    browser.token = undefined
    expect(codeOf(await browser.answerPage(page, 'approval'))).toBe('session.expired')
  })

  test('two requests of one browser stand side by side', async () => {
    const { plain, visitor } = await start()
    const { browser } = await visitor(1)
    const [first, second] = [await plain.request(), await plain.request('openid profile')]
    const [one, two] = [pageIn(await browser.follow(first.url)), pageIn(await browser.follow(second.url))]
    expect([(await browser.view(one)).items.length, (await browser.view(two)).items.length]).toEqual([1, 2])
  })

  test('a refusal is told to the service, and nothing is kept of it', async () => {
    const { plain, visitor } = await start()
    const { browser } = await visitor(1)
    const page = pageIn(await browser.follow((await plain.request()).url))
    expect(errorIn(await browser.goBack(page, 'refusal'))).toBe('access_denied')
    expect((await browser.send('GET', '/v1/account/grants')).body).toEqual({ grants: [] })
    expect(codeOf(await browser.answerPage(page, 'approval')), 'decided once').toBe('authorisation.gone')
  })

  test('a code is good once, for its own service, with its own verifier; a second try ends what the first one gave', async () => {
    const { plain, strict, withKey, visitor, verify } = await start()
    const who = await visitor(1)
    await verify(who, 1)
    const sent = await plain.request('openid profile')
    const back = await who.browser.authorise(sent)
    const { pkceCodeVerifier: _own, ...others } = sent.checks
    const wrong = { ...sent, checks: { ...others, pkceCodeVerifier: openid.randomPKCECodeVerifier() } }
    expect(await refusal(plain.redeem(back, wrong))).toBe('invalid_grant')
    const foreign = { ...sent, checks: { ...sent.checks } }
    const asOther = new URL(back)
    asOther.searchParams.delete('iss')
    for (const other of [strict, withKey]) expect(await refusal(other.take(asOther, foreign))).toBe('invalid_grant')
    const tokens = await plain.redeem(back, sent)
    expect(await refusal(plain.redeem(back, sent))).toBe('invalid_grant')
    expect(await refusal(openid.fetchUserInfo(plain.config, tokens.access_token, openid.skipSubjectCheck))).toBe(
      'invalid_token',
    )
  })

  test('of many who redeem one code at the same moment one gets tokens', async () => {
    const { plain, visitor } = await start()
    const { browser } = await visitor(1)
    const sent = await plain.request()
    const back = await browser.authorise(sent)
    const results = await Promise.all(Array.from({ length: 8 }, () => refusal(plain.redeem(back, sent))))
    expect(results.filter((result) => result === 'none').length).toBeLessThanOrEqual(1)
    expect(new Set(results.filter((result) => result !== 'none'))).toEqual(new Set(['invalid_grant']))
  })

  test('a refresh token is turned at every use; the former one ends all of them', async () => {
    const { plain, withKey, visitor } = await start()
    const { browser } = await visitor(1)
    const sent = await plain.request('openid profile offline_access', { prompt: 'consent' })
    const first = await plain.redeem(await browser.authorise(sent), sent)
    await browser.send('DELETE', '/v1/sessions/current')
    const second = await openid.refreshTokenGrant(plain.config, first.refresh_token ?? '')
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(await refusal(openid.refreshTokenGrant(plain.config, first.refresh_token ?? ''))).toBe('invalid_grant')
    expect(await refusal(openid.refreshTokenGrant(plain.config, second.refresh_token ?? ''))).toBe('invalid_grant')
    const other = await visitor(2)
    const unallowed = await withKey.request('openid offline_access', { prompt: 'consent' })
    const location = await other.browser.follow(unallowed.url)
    expect((await other.browser.view(pageIn(location))).items.map(({ scope }) => scope)).toEqual(['openid'])
  })

  test('a service asks about its own tokens and gives them back, and learns nothing of another’s', async () => {
    const { plain, strict, withKey, visitor } = await start()
    const { browser } = await visitor(1)
    const sent = await withKey.request('openid profile', {}, true)
    const { access_token: token } = await withKey.redeem(await browser.authorise(sent), sent)
    const isActive = async (service: ServiceClient) => (await openid.tokenIntrospection(service.config, token)).active
    expect([await isActive(withKey), await isActive(plain), await isActive(strict)]).toEqual([true, false, false])
    await openid.tokenRevocation(plain.config, token)
    expect(await isActive(withKey), 'another service cannot end it').toBe(true)
    await openid.tokenRevocation(withKey.config, token)
    expect(await isActive(withKey)).toBe(false)
    const proof = openid.ClientSecretBasic('guessed'.repeat(6))
    const liar = await ServiceClient.at(
      { url: new URL(plain.config.serverMetadata().issuer).origin },
      'plain-service',
      proof,
    )
    expect(await refusal(openid.tokenIntrospection(liar.config, token))).toBe('invalid_client')
  })

  test('a withdrawn grant ends at once what the service holds, and the next request asks again', async () => {
    const { plain, visitor } = await start()
    const [{ browser }, stranger] = [await visitor(1), await visitor(2)]
    const sent = await plain.request('openid profile offline_access', { prompt: 'consent' })
    const tokens = await plain.redeem(await browser.authorise(sent), sent)
    const { body } = await browser.send('GET', '/v1/account/grants')
    const { grants } = body as { grants: { grantId: string; service: { name: string } }[] }
    expect(grants).toMatchObject([{ service: { name: '易通行' }, items: [{}, { text: '读取您的用户信息' }, {}] }])
    const path = `/v1/account/grants/${grants[0]?.grantId}`
    expect((await stranger.browser.send('DELETE', path)).status).toBe(204)
    await openid.fetchUserInfo(plain.config, tokens.access_token, openid.skipSubjectCheck)
    for (const _again of [1, 2]) expect((await browser.send('DELETE', path)).status).toBe(204)
    const info = openid.fetchUserInfo(plain.config, tokens.access_token, openid.skipSubjectCheck)
    expect(await refusal(info)).toBe('invalid_token')
    expect(await refusal(openid.refreshTokenGrant(plain.config, tokens.refresh_token ?? ''))).toBe('invalid_grant')
    expect(errorIn(await browser.follow((await plain.request('openid', { prompt: 'none' })).url))).toBe(
      'consent_required',
    )
  })

  test('a new password ends what services hold; closing and 解绑 end the grants as well', async () => {
    const { hall, plain, visitor, verify } = await start()
    const [who, leaver] = [await visitor(1), await visitor(2)]
    await verify(who, 1)
    const held = async ({ browser }: typeof who) => {
      const sent = await plain.request('openid offline_access', { prompt: 'consent' })
      return (await plain.redeem(await browser.authorise(sent), sent)).refresh_token ?? ''
    }
    const grantsOf = async ({ browser }: typeof who) =>
      ((await browser.send('GET', '/v1/account/grants')).body as { grants: unknown[] }).grants.length
    const first = await held(who)
    hall.clock.move(61_000)
    const walk = await beginVerified(who.browser, 'change-password', who.citizen.phoneNumber)
    await walk.pass({
      act: 'submit',
      oldPassword: who.citizen.password,
      password: 'Nw8pd3rtQ',
      passwordAgain: 'Nw8pd3rtQ',
    })
    who.browser.token = walk.state.result?.session?.token
    expect(await refusal(openid.refreshTokenGrant(plain.config, first))).toBe('invalid_grant')
    expect(await grantsOf(who)).toBe(1)
    const second = await held(who)
    hall.clock.move(61_000)
    await (await beginVerified(who.browser, 'unbind-document', who.citizen.phoneNumber)).tell({ act: 'confirm' })
    expect(await refusal(openid.refreshTokenGrant(plain.config, second))).toBe('invalid_grant')
    await who.browser.signIn(hall, { ...who.citizen, password: 'Nw8pd3rtQ' })
    expect(await grantsOf(who)).toBe(0)
    const third = await held(leaver)
    await (
      await beginVerified(leaver.browser, 'deregister-account', leaver.citizen.phoneNumber)
    ).tell({ act: 'confirm' })
    expect(await refusal(openid.refreshTokenGrant(plain.config, third))).toBe('invalid_grant')
  })

  test('two servers side by side serve one authorisation, request by request in turn', async () => {
    const turns: TakingTurns = await takingTurns()
    running.push({ close: () => turns.stop() })
    const { environment, proof } = testServices()
    const both = { ...(await fresh()), ...environment, HALL_DATA: freshFolder(), HALL_ORIGIN: turns.url }
    const servers: TestServer[] = []
    for (const _server of [1, 2]) servers.push(await startTestServer(both, { passwords: quickPasswords() }))
    running.unshift(...servers)
    turns.serve(servers.map(({ url }) => url))
    const service = await ServiceClient.at(turns, 'plain-service', proof.plain)
    const citizen = await seedCitizen(servers[0]!, 1, false)
    const browser = new ServiceVisitor({ ...servers[0]!, url: turns.url })
    await browser.signIn(servers[0]!, citizen)
    for (const isPushed of [true, false]) {
      const sent = await service.request('openid phone', { prompt: 'consent' }, isPushed)
      const tokens = await service.redeem(await browser.authorise(sent), sent)
      const info = await openid.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub)
      expect(info.phone_number).toBe(`+86${citizen.phoneNumber}`)
    }
  })
})
