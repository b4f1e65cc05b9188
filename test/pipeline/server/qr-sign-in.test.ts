import { afterEach, describe, expect, test } from 'vitest'
import { seedCitizen, setStatus, quickPasswords, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { codeIn, errandOf, Phone } from '../../fixtures/server/qr.ts'
import { confirmTicket } from '../../../sync-server/tickets/phone.service.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

describe.each(engines)('扫码登录 on $name', ({ fresh }) => {
  const begin = async () => {
    const hall = (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
    const citizen = await seedCitizen(hall, 1)
    const kiosk = await hall.kiosk()
    const walk = await new OnlineClient(hall, kiosk).begin('sign-in-by-qr')
    const phone = new Phone(hall, await signInCitizen(hall, citizen))
    const look = async () => errandOf(await walk.look())
    return { hall, citizen, kiosk, walk, phone, look, code: codeIn(errandOf(walk.state)) }
  }
  /** Walks up to the number that both screens show. */
  const scanned = async () => {
    const begun = await begin()
    expect((await begun.phone.scan(begun.code)).status).toBe(200)
    const { matchNumber = '' } = await begun.look()
    return { ...begun, matchNumber }
  }
  const confirmed = async () => {
    const begun = await scanned()
    expect((await begun.phone.confirm(begun.matchNumber)).status).toBe(204)
    return begun
  }

  test('scan, match, confirm, collect: the kiosk has a session of its own, the phone keeps the one it has', async () => {
    const { walk, phone, look, code, hall, citizen, kiosk } = await begin()
    expect(errandOf(walk.state)).toMatchObject({ state: 'waiting', url: `${hall.url}/phone/#/t/${code}` })
    const told = (await phone.scan(code)).body as Record<string, unknown>
    expect(told).toMatchObject({ purpose: 'sign-in', kioskName: '测试窗口', hall: kiosk.enrolled.hall.name })
    const { matchNumber = '', state } = await look()
    expect(state).toBe('scanned')
    expect(told['matchChoices']).toContain(matchNumber)
    expect(Object.keys(told), 'which of the three is for the citizen to see').not.toContain('matchNumber')
    expect((await phone.confirm(matchNumber)).status).toBe(204)
    expect((await look()).state).toBe('confirmed')
    await walk.pass({ act: 'collect' })
    expect(walk.state).toMatchObject({ status: 'done', result: { session: {} } })
    const kioskClient = new OnlineClient(hall, kiosk)
    kioskClient.token = walk.state.result?.session?.token
    const session = await kioskClient.send('GET', '/v1/sessions/current')
    expect(session.body).toMatchObject({ method: 'qr', place: kiosk.enrolled.hall.name })
    expect((await kioskClient.send('GET', '/v1/account')).body).toMatchObject({ username: citizen.username })
    expect((await phone.client.send('GET', '/v1/sessions/current')).body).toMatchObject({ method: 'password' })
    expect(kioskClient.token).not.toBe(phone.client.token)
  })
  test('a second phone gets nothing of a scanned code: neither by scanning nor with a token of its own', async () => {
    const { hall, phone, code, matchNumber, look } = await scanned()
    const thief = new Phone(hall, await signInCitizen(hall, await seedCitizen(hall, 2)))
    expect(codeOf(await thief.scan(code))).toBe('ticket.taken')
    thief.phoneToken = phone.phoneToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const answer of [await thief.confirm(matchNumber), await thief.ask('read')]) {
      expect(codeOf(answer)).toBe('ticket.unknown')
    }
    await thief.ask('cancel')
    expect((await look()).state).toBe('scanned')
  })
  test('of twenty phones that scan at the same moment one gets the ticket', async () => {
    const { hall, code } = await begin()
    const url = '/v1/tickets/scan'
    // Inside the process all of them have looked before the first one writes.
    const scan = () => hall.app.inject({ method: 'POST', url, payload: { code } })
    const answers = await Promise.all(Array.from({ length: 20 }, scan))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const codes = answers.map((answer) => answer.json<{ code?: string }>().code)
    expect(new Set(codes)).toEqual(new Set([undefined, 'ticket.taken']))
  })
  test('a wrong number cancels, whatever is tried afterwards', async () => {
    const { walk, phone, look, matchNumber } = await scanned()
    const { matchChoices } = (await phone.ask('read')).body as { matchChoices: string[] }
    const other = matchChoices.find((number) => number !== matchNumber) ?? ''
    expect(codeOf(await phone.confirm(other))).toBe('ticket.wrong-number')
    expect((await look()).state).toBe('cancelled')
    expect(codeOf(await phone.confirm(matchNumber))).toBe('ticket.cancelled')
    expect(codeOf(await walk.tell({ act: 'collect' }))).toBe('ticket.cancelled')
    expect(walk.state.result).toBeUndefined()
  })
  test('cancelled on the phone; the kiosk shows a new code, and the old one is nobody’s', async () => {
    const { walk, phone, look, code, matchNumber } = await scanned()
    for (const _time of [1, 2]) expect((await phone.ask('cancel')).status).toBe(204)
    expect((await look()).state).toBe('cancelled')
    expect(codeOf(await phone.confirm(matchNumber))).toBe('ticket.cancelled')
    await walk.pass({ act: 'refresh' })
    const fresh = codeIn(errandOf(walk.state))
    expect(fresh).not.toBe(code)
    expect(codeOf(await phone.ask('read'))).toBe('ticket.unknown')
    expect(codeOf(await phone.scan(code))).toBe('ticket.unknown')
    expect((await phone.scan(fresh)).status).toBe(200)
    await walk.pass({ act: 'refresh' })
    expect(errandOf(walk.state).state, 'scanned by the wrong phone: the kiosk begins anew').toBe('waiting')
  })
  test('too late: scanned, confirmed or collected after its time it is refused, and refreshed it works', async () => {
    const { hall, walk, phone, code, look } = await begin()
    await walk.pass({ act: 'refresh' })
    expect(codeIn(errandOf(walk.state)), 'a code that waits stays').toBe(code)
    hall.clock.move(121_000)
    expect(codeOf(await phone.scan(code))).toBe('ticket.expired')
    expect((await look()).state).toBe('expired')
    expect(codeOf(await walk.tell({ act: 'collect' }))).toBe('ticket.expired')
    await walk.pass({ act: 'refresh' })
    await phone.scan(codeIn(errandOf(walk.state)))
    const { matchNumber = '' } = await look()
    hall.clock.move(181_000)
    expect(codeOf(await phone.confirm(matchNumber))).toBe('ticket.expired')
    await walk.pass({ act: 'refresh' })
    await phone.scan(codeIn(errandOf(walk.state)))
    expect((await phone.confirm((await look()).matchNumber ?? '')).status).toBe(204)
    hall.clock.move(61_000)
    expect(codeOf(await walk.tell({ act: 'collect' }))).toBe('ticket.expired')
  })
  test('only whoever is signed in on the phone confirms, and once', async () => {
    const { hall, phone, walk, matchNumber, look } = await scanned()
    const { token } = phone.client
    phone.client.token = undefined
    expect(codeOf(await phone.confirm(matchNumber))).toBe('session.expired')
    expect((await look()).state).toBe('scanned')
    expect(codeOf(await walk.tell({ act: 'collect' }))).toBe('ticket.not-confirmed')
    phone.client.token = token
    for (const _time of [1, 2]) expect((await phone.confirm(matchNumber)).status, 'a repeated one').toBe(204)
    const other = await signInCitizen(hall, await seedCitizen(hall, 2))
    phone.client.token = other.token
    expect(codeOf(await phone.confirm(matchNumber)), 'another account').toBe('ticket.used')
  })
  test('a session that ended while the confirmation was on its way confirms nothing', async () => {
    const { hall, phone, citizen, matchNumber, look } = await scanned()
    const { clock, database } = hall.foundation
    const [live] = await database.reader.kysely.selectFrom('accountSessions').selectAll().execute()
    const caller = { kiosk: undefined, network: '', citizen: { ...live!, sessionId: live!.id, level: 'L1' as const } }
    await phone.client.send('DELETE', '/v1/sessions/current')
    const parts = { ...hall.foundation, clock, origin: () => '', notices: { tell: () => undefined } }
    const matching = { phoneToken: phone.phoneToken, matchNumber }
    expect(live?.accountId).toBe(citizen.accountId)
    await expect(confirmTicket(parts, caller, matching)).rejects.toMatchObject({ code: 'session.expired' })
    expect((await look()).state).toBe('scanned')
  })
  test('collecting twice, or ten times at once, gives one session', async () => {
    const { hall, walk, phone, citizen } = await confirmed()
    const sessions = async () =>
      ((await phone.client.send('GET', '/v1/sessions')).body as { sessions: unknown[] }).sessions
    const output = { act: 'collect' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => walk.client.send('POST', `${walk.path}/answers`, { step: 'scan-code', output })),
    )
    const tokens = answers.map(({ body }) => (body as typeof walk.state).result?.session?.token)
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).toBeDefined()
    expect(await sessions()).toHaveLength(2)
    const [row] = await hall.foundation.database.reader.kysely.selectFrom('phoneTickets').selectAll().execute()
    expect(row).toMatchObject({ state: 'used', accountId: citizen.accountId })
    expect(codeOf(await phone.scan('x'.repeat(24))), 'a code that never was').toBe('ticket.unknown')
  })
  test('another kiosk, or no kiosk, neither sees nor collects what was confirmed', async () => {
    const { hall, walk } = await confirmed()
    for (const kiosk of [await hall.kiosk(), undefined]) {
      const stranger = new OnlineClient(hall, kiosk)
      const output = { act: 'collect' }
      const answer = await stranger.send('POST', `${walk.path}/answers`, { step: 'scan-code', output })
      expect(codeOf(answer)).toBe('flow.gone')
    }
    await walk.pass({ act: 'collect' })
  })
  test('an account that is frozen or about to be closed is treated as at every other way in', async () => {
    const { hall, walk, citizen } = await confirmed()
    await setStatus(hall, citizen.accountId, 'frozen')
    expect(codeOf(await walk.tell({ act: 'collect' }))).toBe('account.frozen')
    await setStatus(hall, citizen.accountId, 'closing', new Date(Date.now() + 86_400_000).toISOString())
    await walk.pass({ act: 'collect' })
    expect(walk.state).toMatchObject({ status: 'active', step: { kind: 'restore-account' } })
    await walk.pass({ act: 'restore' })
    walk.client.token = walk.state.result?.session?.token
    expect((await walk.client.send('GET', '/v1/sessions/current')).body).toMatchObject({ method: 'qr' })
  })
  test('whoever leaves the kiosk takes the ticket along; nothing of it is stored in plain', async () => {
    const { hall, walk, phone, code, matchNumber } = await scanned()
    const { reader } = hall.foundation.database
    const rows = JSON.stringify(await reader.kysely.selectFrom('phoneTickets').selectAll().execute())
    for (const secret of [code, phone.phoneToken]) expect(rows).not.toContain(secret)
    await walk.client.send('DELETE', walk.path)
    expect(codeOf(await phone.confirm(matchNumber))).toBe('ticket.unknown')
    expect(await reader.kysely.selectFrom('phoneTickets').selectAll().execute()).toEqual([])
  })
})
