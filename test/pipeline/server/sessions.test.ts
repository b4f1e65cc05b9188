import { afterEach, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import type { SessionView } from '../../../sync-server/contract/account-centre.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { endAllOf, sweepCitizenSessions } from '../../../sync-server/sessions/sessions.service.ts'
import { quickPasswords, seedCitizen, setStatus, signInCitizen } from '../../fixtures/server/citizens.ts'
import { databases } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const MINUTE_MS = 60_000
const IDLE_MS = defaultPolicy.account.sessionIdleMinutes * MINUTE_MS
const check = (client: OnlineClient) => client.send('GET', '/v1/sessions/current')

describe.each(databases)('sessions on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const listed = async (client: OnlineClient): Promise<SessionView[]> => {
    const { body } = await client.send('GET', '/v1/sessions')
    if (!isValid(routes.listSessions.reply, body)) throw new Error('not a list of sessions')
    return body.sessions
  }

  test('a token counts where the session began and nowhere else', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [kiosk, other] = [await hall.kiosk(), await hall.kiosk()]
    const [here, away] = [await signInCitizen(hall, citizen, kiosk), await signInCitizen(hall, citizen)]
    expect((await check(here)).body).toMatchObject({ isCurrent: true, place: '示例区政务服务大厅', method: 'password' })
    const online = await check(away)
    expect(isValid(routes.currentSession.reply, online.body)).toBe(true)
    expect(online.body).not.toHaveProperty('place')
    const taken: [string | undefined, OnlineClient][] = [
      [here.token, new OnlineClient(hall)],
      [here.token, new OnlineClient(hall, other)],
      [away.token, new OnlineClient(hall, kiosk)],
    ]
    for (const [token, thief] of taken) {
      thief.token = token
      expect(codeOf(await check(thief))).toBe('session.expired')
    }
    expect(codeOf(await check(new OnlineClient(hall)))).toBe('session.expired')
  })
  test('an idle session ends after its minutes, a used one after twelve times as long', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [idle, used] = [await signInCitizen(hall, citizen), await signInCitizen(hall, citizen)]
    hall.clock.move(IDLE_MS - MINUTE_MS)
    expect((await check(used)).status).toBe(200)
    hall.clock.move(MINUTE_MS + 1000)
    expect([codeOf(await check(idle)), (await check(used)).status]).toEqual(['session.expired', 200])
    expect(await listed(used), 'the list has only what counts').toHaveLength(1)
    for (let n = 0; n < 13; n++) {
      hall.clock.move(IDLE_MS - MINUTE_MS)
      if ((await check(used)).status !== 200) break
    }
    expect(codeOf(await check(used))).toBe('session.expired')
    await sweepCitizenSessions(hall.foundation)
    expect(await hall.foundation.database.reader.all('SELECT id FROM account_sessions')).toEqual([])
  })
  test('the idle time slides, but is written at most once a minute', async () => {
    const hall = await start()
    const client = await signInCitizen(hall, await seedCitizen(hall, 1))
    const idleUntil = async () =>
      (await hall.foundation.database.reader.get<{ at: string }>('SELECT idle_until AS at FROM account_sessions'))?.at
    const began = await idleUntil()
    hall.clock.move(MINUTE_MS - 5000)
    await check(client)
    expect(await idleUntil()).toBe(began)
    hall.clock.move(10_000)
    await check(client)
    const moved = await idleUntil()
    expect(moved! > began!).toBe(true)
    await Promise.all(Array.from({ length: 5 }, () => check(client)))
    expect(await idleUntil()).toBe(moved)
  })
  test('a citizen sees where the account is signed in, ends one, ends the own; repeating changes nothing', async () => {
    const hall = await start()
    const [citizen, stranger] = [await seedCitizen(hall, 1), await signInCitizen(hall, await seedCitizen(hall, 2))]
    const [first, second] = [await signInCitizen(hall, citizen, await hall.kiosk()), await signInCitizen(hall, citizen)]
    const sessions = await listed(second)
    expect(sessions.map(({ isCurrent, place }) => [isCurrent, place])).toEqual([
      [true, undefined],
      [false, '示例区政务服务大厅'],
    ])
    const other = sessions[1]?.sessionId ?? ''
    expect((await stranger.send('DELETE', `/v1/sessions/${other}`)).status, 'no word about others').toBe(204)
    expect((await check(first)).status).toBe(200)
    for (const _ of [1, 2]) expect((await second.send('DELETE', `/v1/sessions/${other}`)).status).toBe(204)
    expect(codeOf(await check(first))).toBe('session.expired')
    expect((await second.send('DELETE', '/v1/sessions/current')).status).toBe(204)
    expect(codeOf(await second.send('DELETE', '/v1/sessions/current'))).toBe('session.expired')
    expect((await check(stranger)).status).toBe(200)
  })
  test('all sessions of an account end at once, no others; a frozen account has none that count', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const other = await signInCitizen(hall, await seedCitizen(hall, 2))
    const clients = [await signInCitizen(hall, citizen), await signInCitizen(hall, citizen)]
    const codes = async (): Promise<unknown[]> => (await Promise.all(clients.map(check))).map(codeOf)
    await setStatus(hall, citizen.accountId, 'frozen')
    expect(await codes()).toEqual(['session.expired', 'session.expired'])
    await setStatus(hall, citizen.accountId, 'active')
    expect(await codes()).toEqual([undefined, undefined])
    expect(await hall.foundation.database.write((tx) => endAllOf(tx, citizen.accountId))).toBe(2)
    expect(await codes()).toEqual(['session.expired', 'session.expired'])
    expect((await check(other)).status).toBe(200)
  })
  test('the personal centre shows the own user name, everything else masked', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 7)
    const { body } = await (await signInCitizen(hall, citizen)).send('GET', '/v1/account')
    expect(isValid(routes.readAccountCentre.reply, body)).toBe(true)
    expect(body).toEqual({
      ...{ username: citizen.username, maskedPhone: '100****0007', sex: 'male', level: 'L1', verifiedBy: [] },
      ...{ maskedName: '**甲', maskedDocumentNumber: `1199${'*'.repeat(12)}${citizen.documentNumber.slice(-2)}` },
    })
  })
})
