import * as openid from 'openid-client'
import { describe, expect, test } from 'vitest'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { authorityHalls } from '../../fixtures/server/authority-hall.ts'
import { setStatus } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf } from '../../fixtures/server/online-client.ts'
import { AFTER_SIGN_OUT, errorIn, pageIn } from '../../fixtures/server/service-client.ts'
import { openServiceHall, refusal } from '../../fixtures/server/service-hall.ts'

const halls = authorityHalls()

describe.each(engines)('a service on $name', ({ fresh }) => {
  const start = async () => openServiceHall(halls, await fresh())

  test('learns who signed in, how, when and at which level, and of the person what was consented to', async () => {
    const { hall, plain, visitor } = await start()
    const { citizen, browser } = await visitor(1)
    const sent = await plain.request('openid profile phone')
    const page = pageIn(await browser.follow(sent.url))
    expect(await browser.view(page)).toMatchObject({
      service: { id: 'plain-service', name: '易通行' },
      items: [
        { scope: 'openid', text: '确认您已登录，得知您的认证级别' },
        { scope: 'profile', text: '读取您的用户信息' },
        { scope: 'phone', text: '读取您的手机号码' },
      ],
      needs: 'consent',
      requiredLevel: 'L1',
    })
    const tokens = await plain.redeem(await browser.goBack(page), sent)
    const claims = tokens.claims()!
    expect(claims).toMatchObject({ acr: 'urn:hall:loa:L1', amr: ['pwd'], auth_time: expect.any(Number) })
    expect(Object.keys(claims).sort()).toEqual(['acr', 'amr', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sub'])
    expect(claims.sub).not.toContain(citizen.accountId)
    expect(tokens.refresh_token).toBeUndefined()
    const info = await openid.fetchUserInfo(plain.config, tokens.access_token, claims.sub)
    const phone = { phone_number: `+86${citizen.phoneNumber}`, phone_number_verified: true }
    expect(info).toEqual({ sub: claims.sub, ...phone })
    const lines = await linesOf(hall.foundation.database.reader, 'online')
    const actions = lines.filter(({ subject }) => subject === citizen.accountId).map(({ action }) => action)
    expect(actions.slice(-2)).toEqual(['grant.given', 'service.authorised'])
    const { body } = await browser.send('GET', '/v1/account/notices')
    expect(body).toMatchObject({ notices: [{ kind: 'service-authorised', text: expect.stringContaining('易通行') }] })
  })

  test('is told a full name only by its own scope, whose level leads through the way up and back', async () => {
    const { plain, visitor, verify } = await start()
    const who = await visitor(1)
    const sent = await plain.request('openid profile real_name')
    const page = pageIn(await who.browser.follow(sent.url))
    expect(await who.browser.view(page)).toMatchObject({ needs: 'level', requiredLevel: 'L2' })
    const early = await who.browser.answerPage(page, 'approval')
    expect([early.status, codeOf(early), early.body]).toMatchObject([403, 'level.too-low', { requiredLevel: 'L2' }])
    await verify(who, 1)
    expect(await who.browser.view(page)).toMatchObject({ needs: 'consent' })
    const tokens = await plain.redeem(await who.browser.goBack(page), sent)
    expect(tokens.claims()).toMatchObject({ acr: 'urn:hall:loa:L2' })
    const { sub } = tokens.claims()!
    const info = await openid.fetchUserInfo(plain.config, tokens.access_token, sub)
    expect(info).toEqual({ sub, masked_name: '**甲', name: '测试甲' })
  })

  test('that needs a level, or asks for one, gets it or is told that it was not met', async () => {
    const { plain, strict, visitor, verify } = await start()
    const who = await visitor(1)
    const { browser } = who
    const page = pageIn(await browser.follow((await strict.request()).url))
    expect(await browser.view(page)).toMatchObject({ needs: 'level', requiredLevel: 'L3' })
    expect(errorIn(await browser.goBack(page, 'refusal'))).toBe('unmet_authentication_requirements')
    const asking = await plain.request('openid', { acr_values: 'urn:hall:loa:L4 urn:hall:loa:L2' })
    const second = pageIn(await browser.follow(asking.url))
    expect(await browser.view(second)).toMatchObject({ needs: 'level', requiredLevel: 'L2' })
    await verify(who, 1)
    const tokens = await plain.redeem(await browser.goBack(second), asking)
    expect(tokens.claims()).toMatchObject({ acr: 'urn:hall:loa:L2' })
    const claims = { id_token: { acr: { essential: true, values: ['urn:hall:loa:L1', 'urn:hall:loa:L4'] } } }
    const lower = await plain.request('openid', { claims: JSON.stringify(claims) })
    const told = (await plain.redeem(await browser.follow(lower.url), lower)).claims()
    expect(told, 'a higher level is told as the one that was insisted on').toMatchObject({ acr: 'urn:hall:loa:L1' })
    const unknown = { id_token: { acr: { essential: true, value: 'urn:other:4' } } }
    const never = await plain.request('openid', { claims: JSON.stringify(unknown) })
    expect(errorIn(await browser.follow(never.url))).toBe('unmet_authentication_requirements')
  })

  test('gets a subject of its own, which is another one when the identity behind the account is', async () => {
    const { hall, plain, withKey, visitor } = await start()
    const { browser, citizen } = await visitor(1)
    const subjectAt = async (service: typeof plain, scope: string) => {
      const sent = await service.request(scope)
      const location = await browser.follow(sent.url)
      const back = location.includes('/phone/') ? await browser.goBack(pageIn(location)) : location
      return (await service.redeem(back, sent)).claims()!.sub
    }
    const first = await subjectAt(plain, 'openid')
    expect(await subjectAt(plain, 'openid profile')).toBe(first)
    expect(await subjectAt(withKey, 'openid')).not.toBe(first)
    await hall.foundation.database.write((tx) =>
      tx.run(
        `INSERT INTO identity_withdrawals (account_id, identity_no, at, reason) VALUES (?, 1, ?, 'rebind')`,
        ...[citizen.accountId, hall.clock.now().toISOString()],
      ),
    )
    expect(await subjectAt(plain, 'openid')).not.toBe(first)
  })

  test('is let in without a page once consent was given, and by prompt=none learns what is missing', async () => {
    const { strict, plain, visitor } = await start()
    const { browser } = await visitor(1)
    const silent = { prompt: 'none' }
    const ask = async (service: typeof plain, scope = 'openid', wish: Record<string, string> = silent) =>
      browser.follow((await service.request(scope, wish)).url)
    expect(errorIn(await ask(plain))).toBe('login_required')
    const sent = await plain.request()
    await plain.redeem(await browser.authorise(sent), sent)
    expect(new URL(await ask(plain)).searchParams.has('code')).toBe(true)
    expect(new URL(await ask(plain, 'openid', {})).searchParams.has('code')).toBe(true)
    expect(errorIn(await ask(plain, 'openid profile'))).toBe('consent_required')
    expect(errorIn(await ask(strict))).toBe('unmet_authentication_requirements')
    expect(await browser.view(pageIn(await ask(plain, 'openid', { prompt: 'consent' })))).toMatchObject({
      needs: 'consent',
    })
    await browser.send('DELETE', '/v1/sessions/current')
    expect(errorIn(await ask(plain)), 'the session that let it in has ended').toBe('login_required')
  })

  test('that asks for a new sign-in, or for one that is not too old, gets one', async () => {
    const { hall, plain, visitor } = await start()
    const { browser, citizen } = await visitor(1)
    const first = await plain.request()
    await plain.redeem(await browser.authorise(first), first)
    const again = await plain.request('openid', { prompt: 'login' })
    const page = pageIn(await browser.follow(again.url))
    expect(await browser.view(page)).toMatchObject({ needs: 'fresh-sign-in' })
    expect(codeOf(await browser.answerPage(page, 'approval'))).toBe('authorisation.sign-in-again')
    await browser.signIn(hall, citizen)
    expect(await browser.view(page)).toMatchObject({ needs: 'nothing' })
    const tokens = await plain.redeem(await browser.goBack(page), again)
    hall.clock.move(600_000)
    const other = pageIn(await browser.follow((await plain.request('openid profile', { max_age: '300' })).url))
    expect(await browser.view(other)).toMatchObject({ needs: 'fresh-sign-in' })
    expect(tokens.claims()?.auth_time).toBeGreaterThan(0)
  })

  test('is told nothing any more of an account that is frozen, with a session or without', async () => {
    const { hall, plain, visitor } = await start()
    const { browser, citizen } = await visitor(1)
    const sent = await plain.request('openid offline_access', { prompt: 'consent' })
    const tokens = await plain.redeem(await browser.authorise(sent), sent)
    await setStatus(hall, citizen.accountId, 'frozen')
    const info = openid.fetchUserInfo(plain.config, tokens.access_token, openid.skipSubjectCheck)
    expect(await refusal(info)).toBe('invalid_token')
    expect(await refusal(openid.refreshTokenGrant(plain.config, tokens.refresh_token ?? ''))).toBe('invalid_grant')
    expect(errorIn(await browser.follow((await plain.request('openid', { prompt: 'none' })).url))).toBe(
      'login_required',
    )
  })

  test('signs a citizen out of the session with which it was opened, after asking', async () => {
    const { plain, visitor } = await start()
    const { browser } = await visitor(1)
    const sent = await plain.request()
    const tokens = await plain.redeem(await browser.authorise(sent), sent)
    const parameters = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: AFTER_SIGN_OUT, state: 's-1' }
    const asked = await browser.follow(openid.buildEndSessionUrl(plain.config, parameters))
    const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(asked) ?? []
    const [, action = ''] = /action="([^"]+)"/.exec(asked) ?? []
    expect(asked).toContain('退出登录')
    const left = await browser.post(action, { xsrf, logout: 'yes' })
    expect(left).toBe(`${AFTER_SIGN_OUT}?state=s-1`)
    expect(codeOf(await browser.send('GET', '/v1/account'))).toBe('session.expired')
    expect(errorIn(await browser.follow((await plain.request('openid', { prompt: 'none' })).url))).toBe(
      'login_required',
    )
  })
})
