import { afterEach, describe, expect, test } from 'vitest'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { disableStaff } from '../../../sync-server/staff/staff.service.ts'
import { quickPasswords, seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { administrators, codeAt, openConsole } from '../../fixtures/server/console-client.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const HOUR_MS = 3_600_000
const adminRoutes = Object.entries(routes).filter(([, { guard }]) => guard === 'admin')
const { first, second } = administrators

describe.each(engines)('signing in to the console on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const signIn = (hall: TestServer, change: object = {}) =>
    new OnlineClient(hall).send('POST', '/v1/admin/sessions', {
      ...{ staffNumber: first.staffNumber, password: first.password, code: codeAt(hall, first) },
      ...change,
    })

  const signInFrom = async (hall: TestServer, network: string, change: object = {}): Promise<unknown> => {
    const { staffNumber, password } = first
    const response = await fetch(`${hall.url}/v1/admin/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
      body: JSON.stringify({ staffNumber, password, code: codeAt(hall, first), ...change }),
    })
    return response.ok ? 'open' : ((await response.json()) as { code: string }).code
  }

  test('number, password and code together open it; whichever is wrong, the answer is the same', async () => {
    const hall = await start()
    const wrong = [
      await signIn(hall, { staffNumber: '9009' }),
      await signIn(hall, { password: 'Hall-9001-dem0' }),
      await signIn(hall, { code: codeAt(hall, second) }),
      await signIn(hall, { staffNumber: '1001', password: 'Hall-1001-demo' }),
    ]
    expect(wrong.map(({ body }) => body)).toEqual(wrong.map(() => wrong[0]?.body))
    expect(codeOf(wrong[0]!)).toBe('console.sign-in-failed')
    const answer = await signIn(hall)
    expect(isValid(routes.signInAdministrator.reply, answer.body)).toBe(true)
  })

  test('a code counts once, also for two at the same moment, and a minute later not at all', async () => {
    const hall = await start()
    const both = await Promise.all([signIn(hall), signIn(hall)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    expect(codeOf(await signIn(hall))).toBe('console.sign-in-failed')
    const old = codeAt(hall, first, 1)
    hall.clock.move(90_000)
    expect(codeOf(await signIn(hall, { code: old }))).toBe('console.sign-in-failed')
    expect((await signIn(hall)).status).toBe(200)
  })

  test('wrong passwords are delayed from their network only, and the delay ends', async () => {
    const hall = (server = await startTestServer({ ...(await fresh()), HALL_TRUSTED_PROXIES: '127.0.0.1' }))
    const codes = []
    for (let n = 0; n < 7; n++) codes.push(await signInFrom(hall, '192.0.2.1', { password: `wrong ${n}` }))
    expect(codes).toEqual([
      ...Array<string>(5).fill('console.sign-in-failed'),
      ...Array<string>(2).fill('console.too-many-tries'),
    ])
    expect(await signInFrom(hall, '192.0.2.1')).toBe('console.too-many-tries')
    expect(await signInFrom(hall, '192.0.2.2')).toBe('open')
    hall.clock.move(31_000)
    expect(await signInFrom(hall, '192.0.2.1')).toBe('open')
  })

  test('whoever knows the password and guesses codes is delayed wherever the guesses come from', async () => {
    const hall = (server = await startTestServer({ ...(await fresh()), HALL_TRUSTED_PROXIES: '127.0.0.1' }))
    const right = codeAt(hall, first)
    const wrong = right === '000000' ? '000001' : '000000'
    const codes = []
    for (let n = 0; n < 6; n++) codes.push(await signInFrom(hall, `192.0.2.${n}`, { code: wrong }))
    expect(codes).toEqual([...Array<string>(5).fill('console.sign-in-failed'), 'console.too-many-tries'])
    expect(await signInFrom(hall, '192.0.2.9', { code: right })).toBe('console.too-many-tries')
  })

  test('a session ends when idle, when given back, and when its administrator is disabled', async () => {
    const hall = await start()
    const client = await openConsole(hall)
    const isOpen = async () => (await client.send('GET', '/v1/admin/staff')).status === 200
    for (let n = 0; n < 3; n++) {
      hall.clock.move(9 * 60_000)
      expect(await isOpen()).toBe(true)
    }
    hall.clock.move(11 * 60_000)
    expect(codeOf(await client.send('GET', '/v1/admin/staff'))).toBe('console.session-expired')
    const again = await openConsole(hall)
    expect((await again.send('DELETE', '/v1/admin/sessions/current')).status).toBe(204)
    expect(codeOf(await again.send('GET', '/v1/admin/staff'))).toBe('console.session-expired')
    const other = await openConsole(hall, second)
    await disableStaff(hall.foundation, second.staffNumber)
    expect(codeOf(await other.send('GET', '/v1/admin/staff'))).toBe('console.session-expired')
    expect(
      codeOf(await signIn(hall, { staffNumber: '9002', password: second.password, code: codeAt(hall, second, 1) })),
    ).toBe('console.sign-in-failed')
  })

  test('a session lasts eight hours at most, however busy', async () => {
    const hall = await start()
    const client = await openConsole(hall)
    for (let left = 8 * HOUR_MS; left > 0; left -= 9 * 60_000) {
      hall.clock.move(9 * 60_000)
      await client.send('GET', '/v1/admin/staff')
    }
    expect(codeOf(await client.send('GET', '/v1/admin/staff'))).toBe('console.session-expired')
  })

  test('no route of the console opens to anybody else: citizen, clerk, supervisor, administrator at a kiosk, kiosk, nobody', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const citizen = await signInCitizen(hall, await seedCitizen(hall, 1))
    const atKiosk = await Promise.all(
      (['1001', '2001', '9001'] as const).map((number) => kiosk.signIn(number, `Hall-${number}-demo`)),
    )
    const tokens = [undefined, 'x'.repeat(43), citizen.token, ...atKiosk.map(({ token }) => token)]
    expect(adminRoutes.length).toBeGreaterThan(10)
    for (const [name, route] of adminRoutes) {
      const path = route.path.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000')
      const body = 'body' in route ? {} : undefined
      for (const token of tokens) {
        const away = new OnlineClient(hall)
        away.token = token
        expect(codeOf(await away.send(route.method, path, body)), name).toBe('console.session-expired')
        const there = await kiosk.send(route.method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) })
        expect(codeOf(there), name).toBe('console.session-expired')
      }
    }
  })

  test('what the console has opens nothing of citizens or staff', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const { token } = await openConsole(hall)
    const asCitizen = new OnlineClient(hall)
    asCitizen.token = token
    expect(codeOf(await asCitizen.send('GET', '/v1/account'))).toBe('session.expired')
    const search = { by: 'phone', value: '10000000001' }
    expect(codeOf(await kiosk.send('POST', '/v1/staff/accounts/search', { token: token!, body: search }))).toBe(
      'staff.session-expired',
    )
  })
})
