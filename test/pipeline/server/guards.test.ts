import { afterEach, describe, expect, test } from 'vitest'
import { kioskHeaders } from '../../../sync-server/contract/kiosk.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { revoke } from '../../../sync-server/kiosks/kiosks.service.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { disableStaff } from '../../../sync-server/staff/staff.service.ts'
import { newKeys, writeKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { phoneOfPerson, signingKey } from '../../fixtures/server/build-record.ts'
import { databases, freshFolder } from '../../fixtures/server/databases.ts'
import { productionEnvironment } from '../../fixtures/server/production.ts'
import type { Answer } from '../../fixtures/server/test-kiosk.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())
const codeOf = ({ body }: Answer): unknown => (body as { code?: string } | undefined)?.code

describe.each(databases)('callers on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh()))

  test('a kiosk is known by its signature over the whole request, once', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const ask = (headers?: Record<string, string>) => kiosk.send('GET', '/v1/kiosk', headers ? { headers } : {})
    const answer = await ask()
    expect(isValid(routes.kioskStanding.reply, answer.body)).toBe(true)
    const headers = kiosk.headersFor('GET', '/v1/kiosk', new Uint8Array())
    expect([(await ask(headers)).status, codeOf(await ask(headers))]).toEqual([200, 'kiosk.signature-invalid'])
    const parallel = kiosk.headersFor('GET', '/v1/kiosk', new Uint8Array())
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(parallel)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(codeOf(await ask(kiosk.headersFor('GET', '/v1/kiosk?x=1', new Uint8Array())))).toBe(
      'kiosk.signature-invalid',
    )
    expect(codeOf(await ask(kiosk.headersFor('GET', '/v1/kiosk', Buffer.from('x'))))).toBe('kiosk.signature-invalid')
    expect(codeOf(await ask({ [kioskHeaders.id]: '00000000-0000-7000-8000-000000000000' }))).toBe('kiosk.not-enrolled')
    expect(codeOf(await ask({ [kioskHeaders.signature]: '' }))).toBe('kiosk.signature-invalid')
    expect(codeOf(await kiosk.send('GET', '/v1/kiosk', { at: new Date(Date.now() - 301_000) }))).toBe(
      'kiosk.clock-differs',
    )
    expect(codeOf(await kiosk.send('GET', '/v1/kiosk', { at: new Date(Date.now() + 310_000) }))).toBe(
      'kiosk.clock-differs',
    )
  })
  test('a revoked kiosk is refused at its next request', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    expect(await revoke(hall.foundation, kiosk.id)).toBe(true)
    expect(codeOf(await kiosk.send('GET', '/v1/kiosk'))).toBe('kiosk.revoked')
    expect(codeOf(await kiosk.send('POST', '/v1/intake/records', { body: new Uint8Array() }))).toBe('kiosk.revoked')
    expect(await revoke(hall.foundation, 'nobody')).toBe(false)
  })
  test('fifty wrong passwords at once are five guesses; then the delay rises and ends', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const guess = (password: string, staffNumber = '1001') =>
      kiosk.send('POST', '/v1/staff/sessions', { body: { staffNumber, password, publicKey: signingKey().publicKey } })
    const codes = (await Promise.all(Array.from({ length: 50 }, (_, n) => guess(`wrong ${n}`)))).map(codeOf)
    expect(codes.filter((code) => code === 'staff.sign-in-failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'staff.too-many-tries')).toHaveLength(45)
    const refused = await guess('Hall-1001-demo')
    expect(refused.body).toMatchObject({ code: 'staff.too-many-tries', status: 429 })
    expect((refused.body as { retryAfterS: number }).retryAfterS).toBeLessThanOrEqual(30)
    expect((await guess('Hall-1002-demo', '1002')).status, 'others are not held up').toBe(200)
    hall.clock.move(31_000)
    expect((await guess('Hall-1001-demo')).status).toBe(200)
    const unknown = (await Promise.all(Array.from({ length: 20 }, () => guess('x', 'nobody')))).map(codeOf)
    expect(
      unknown.filter((code) => code === 'staff.sign-in-failed'),
      'unknown numbers are answered alike',
    ).toHaveLength(5)
  })
  test('a token serves at its own kiosk, for eight hours, until it is given back', async () => {
    const hall = await start()
    const [kiosk, other] = [await hall.kiosk(), await hall.kiosk()]
    const { token, credential } = await kiosk.signIn('1001', 'Hall-1001-demo')
    expect(credential.value).toMatchObject({ staffNumber: '1001', role: 'clerk', kioskId: kiosk.id })
    const open = (at = kiosk, t = token, n = 1) =>
      at.send('POST', '/v1/staff/accounts', { token: t, body: { phoneNumber: phoneOfPerson(n) } })
    expect((await open()).status).toBe(200)
    expect(codeOf(await open())).toBe('account.phone-taken')
    expect(codeOf(await open(other))).toBe('staff.session-expired')
    expect(codeOf(await open(kiosk, 'x'.repeat(43)))).toBe('staff.session-expired')
    expect(codeOf(await kiosk.send('POST', '/v1/staff/accounts', { body: { phoneNumber: phoneOfPerson(2) } }))).toBe(
      'staff.session-expired',
    )
    expect((await kiosk.send('DELETE', '/v1/staff/sessions/current', { token })).status).toBe(204)
    expect(codeOf(await open())).toBe('staff.session-expired')
    const second = await kiosk.signIn('1001', 'Hall-1001-demo')
    hall.clock.move(8 * 3_600_000 + 1000)
    const late = new Date(hall.clock.now())
    const answer = await kiosk.send('POST', '/v1/staff/accounts', {
      token: second.token,
      body: { phoneNumber: phoneOfPerson(3) },
      at: late,
    })
    expect(codeOf(answer)).toBe('staff.session-expired')
  })
  test('roles decide what staff may do, and a disabled one may do nothing', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const { token } = await kiosk.signIn('9001', 'Hall-9001-demo')
    const search = { by: 'phone', value: phoneOfPerson(1) }
    expect(codeOf(await kiosk.send('POST', '/v1/staff/accounts/search', { token, body: search }))).toBe(
      'staff.not-allowed',
    )
    const clerk = await kiosk.signIn('1002', 'Hall-1002-demo')
    await disableStaff(hall.foundation, '1002')
    expect(codeOf(await kiosk.send('POST', '/v1/staff/accounts/search', { token: clerk.token, body: search }))).toBe(
      'staff.session-expired',
    )
    await expect(kiosk.signIn('1002', 'Hall-1002-demo')).rejects.toThrow('staff.disabled')
  })
  test('no secret and no personal data lie readable in the database, and none were logged', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const { token } = await kiosk.signIn('1001', 'Hall-1001-demo')
    await kiosk.send('POST', '/v1/staff/accounts', { token, body: { phoneNumber: phoneOfPerson(77) } })
    await kiosk.send('POST', '/v1/staff/accounts/search', {
      token,
      body: { by: 'document', value: '119999190001010011' },
    })
    const { reader } = hall.foundation.database
    const dump: unknown[] = []
    for (const table of [
      'staffSessions',
      'accounts',
      'identifiers',
      'audit',
      'signInTries',
      'enrolmentCodes',
    ] as const) {
      dump.push(await reader.kysely.selectFrom(table).selectAll().execute())
    }
    const text = JSON.stringify([dump, hall.logged], (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    for (const secret of [token, phoneOfPerson(77), '119999190001010011', 'Hall-1001-demo'])
      expect(text).not.toContain(secret)
  })
})

describe('modes', () => {
  test('demo has its sandbox, production has none and starts only with keys made by command', async () => {
    const demo = await startTestServer()
    expect((await fetch(`${demo.url}/sandbox/people`)).status).toBe(200)
    await demo.close()
    await expect(startTestServer(productionEnvironment(demo.dataDir)), 'keys made by the demo').rejects.toThrow(
      /made by the demo/,
    )
    const folder = freshFolder()
    await expect(startTestServer(productionEnvironment(folder))).rejects.toThrow(/create-keys/)
    writeKeys(folder, newKeys('by-administrator'))
    server = await startTestServer(productionEnvironment(folder))
    for (const handle of ['people', 'inbox?to=10000000001', 'captcha/x']) {
      const answer = await fetch(`${server.url}/sandbox/${handle}`)
      expect([answer.status, ((await answer.json()) as { code: string }).code], handle).toEqual([
        404,
        'request.not-found',
      ])
    }
    const kiosk = await server.kiosk()
    await expect(kiosk.signIn('1001', 'Hall-1001-demo'), 'no seeded staff').rejects.toThrow('staff.sign-in-failed')
  })
  test('the operational routes answer', async () => {
    server = await startTestServer()
    const get = async (path: string) => (await fetch(server!.url + path)).text()
    expect(JSON.parse(await get('/healthz'))).toEqual({ status: 'ok' })
    expect(JSON.parse(await get('/readyz'))).toMatchObject({ status: 'ready' })
    expect(await get('/metrics')).toContain('hall_http_request_seconds')
    expect(JSON.parse(await get('/openapi.json'))).toMatchObject({ openapi: '3.1.0' })
  })
})
