import { afterEach, describe, expect, test } from 'vitest'
import type { AccountFile, AuditEntry } from '../../../sync-server/contract/console.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { type Citizen, quickPasswords, seedCitizen, setStatus, signInCitizen } from '../../fixtures/server/citizens.ts'
import { administrators, openConsole } from '../../fixtures/server/console-client.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf } from '../../fixtures/server/desk.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const because = { reason: 'security-check', reference: 'GD-2026001' } as const
const lost = { reason: 'phone-lost' } as const

describe.each(engines)('accounts at the console on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const find = (client: OnlineClient, value: string, change: object = {}) =>
    client.send('POST', '/v1/admin/accounts/search', { by: 'phone', value, ...because, ...change })
  const act = (client: OnlineClient, { accountId }: Citizen, what: string, body: object = because) =>
    client.send('POST', `/v1/admin/accounts/${accountId}/${what}`, body)
  const lines = async (client: OnlineClient, search: object = {}) => {
    const { body } = await client.send('POST', '/v1/admin/audit/search', search)
    return (body as { lines: AuditEntry[] }).lines
  }
  const notices = async (client: OnlineClient) => {
    const { body } = await client.send('GET', '/v1/account/notices')
    return (body as { notices: { kind: string; text: string }[] }).notices
  }
  const smsSignIn = async (hall: TestServer, { phoneNumber }: Citizen) => {
    const walk = await new OnlineClient(hall).begin('sign-in-by-sms')
    await walk.askForCode(phoneNumber)
    const smsCode = await walk.client.lastCode(phoneNumber)
    return walk.tell({ act: 'submit', phoneNumber, smsCode })
  }
  const passwordSignIn = async (hall: TestServer, { username }: Citizen, currentPassword: string) =>
    (await new OnlineClient(hall).begin('sign-in')).guarded({ accountName: username, currentPassword })

  test('a look needs a reason, shows nothing unmasked, is in the audit, and its owner reads of it', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const owner = await signInCitizen(hall, citizen)
    const client = await openConsole(hall)
    expect(codeOf(await find(client, citizen.phoneNumber, { reason: undefined }))).toBe('request.invalid')
    expect(codeOf(await find(client, citizen.phoneNumber, { reference: citizen.phoneNumber }))).toBe('request.invalid')
    for (const [by, value] of [
      ['phone', citizen.phoneNumber],
      ['username', citizen.username.toUpperCase()],
      ['document', citizen.documentNumber],
      ['account', citizen.accountId],
    ]) {
      const { body } = await find(client, value!, { by })
      expect(isValid(routes.searchAccount.reply, body), by).toBe(true)
      expect(body).toMatchObject({ accountId: citizen.accountId, state: 'active', maskedName: '**甲' })
      const text = JSON.stringify(body)
      for (const secret of [citizen.phoneNumber, citizen.username, citizen.documentNumber])
        expect(text).not.toContain(secret)
    }
    expect((await find(client, citizen.phoneNumber)).body).toMatchObject({ sessions: [{ method: 'password' }] })
    const told = await notices(owner)
    expect(told.map(({ kind }) => kind)).toEqual(Array<string>(5).fill('account-looked-up'))
    expect(told[0]?.text).toContain('核查安全风险')
    expect(await owner.inbox(citizen.phoneNumber), 'no text message for a look').toEqual([])
    const [line] = await lines(client, { account: citizen.accountId, action: 'account.searched' })
    expect(line).toMatchObject({
      home: 'console',
      subject: citizen.accountId,
      detail: { by: 'phone', isFound: true, ...because },
    })
  })

  test('a look that finds nothing is in the audit under a keyed hash', async () => {
    const hall = await start()
    const client = await openConsole(hall)
    expect(codeOf(await find(client, '10000009999'))).toBe('console.account-not-found')
    const [line] = await lines(client, { action: 'account.searched' })
    expect(line?.detail).toMatchObject({ isFound: false })
    expect(JSON.stringify(line)).not.toContain('10000009999')
  })

  test('冻结 ends every session and every way in; 解冻 gives them back; each is told and in the audit', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const kiosk = await hall.kiosk()
    const away = await signInCitizen(hall, citizen)
    const there = await signInCitizen(hall, citizen, kiosk)
    const client = await openConsole(hall)
    const frozen = await act(client, citizen, 'freezing', lost)
    expect(frozen.body).toMatchObject({ state: 'frozen', sessions: [], freeze: { reason: 'phone-lost', by: '9001' } })
    for (const gone of [away, there]) expect(codeOf(await gone.send('GET', '/v1/account'))).toBe('session.expired')
    const right = await passwordSignIn(hall, citizen, citizen.password)
    const wrong = await passwordSignIn(hall, citizen, 'Cuowu20261122')
    expect([codeOf(right), right.body], 'nobody learns of it by password').toEqual(['sign-in.failed', wrong.body])
    expect((await smsSignIn(hall, citizen)).body).toMatchObject({ code: 'account.frozen', title: '该账号已冻结' })
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const atCounter = { token: clerk.token, body: { by: 'phone', value: citizen.phoneNumber } }
    expect(codeOf(await kiosk.send('POST', '/v1/staff/accounts/search', atCounter))).toBe('account.frozen')
    expect((await act(client, citizen, 'freezing', lost)).body, 'repeating changes nothing').toEqual(frozen.body)
    expect((await act(client, citizen, 'unfreezing')).body).toMatchObject({ state: 'active' })
    expect(codeOf(await act(client, citizen, 'unfreezing'))).toBe('account.not-frozen')
    const back = await signInCitizen(hall, citizen)
    expect((await notices(back)).map(({ kind }) => kind)).toEqual(['account-unfrozen', 'account-frozen'])
    const actions = (await lines(client, { account: citizen.accountId })).map(({ action }) => action)
    expect(actions.filter((action) => action === 'account.frozen')).toHaveLength(1)
    expect(actions).toContain('account.unfrozen')
    expect(await faultsOf(hall)).toEqual([])
  })

  test('of several who freeze at the same moment one does, and all are shown the same', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await openConsole(hall)
    const all = await Promise.all(Array.from({ length: 5 }, () => act(client, citizen, 'freezing', lost)))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    expect(await lines(client, { account: citizen.accountId, action: 'account.frozen' })).toHaveLength(1)
  })

  test('what was frozen for fraud is lifted by two administrators, never by one', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [client, colleague] = [await openConsole(hall), await openConsole(hall, administrators.second)]
    await act(client, citizen, 'freezing', { reason: 'fraud' })
    expect((await act(client, citizen, 'unfreezing')).body).toMatchObject({
      state: 'frozen',
      freeze: { unfreezingAskedBy: '9001' },
    })
    expect(codeOf(await act(client, citizen, 'unfreezing'))).toBe('account.unfreezing-needs-another')
    expect((await act(colleague, citizen, 'unfreezing')).body).toMatchObject({ state: 'active' })
    const actions = (await lines(client, { account: citizen.accountId })).map(({ action }) => action)
    expect(actions.slice(0, 3)).toEqual(['account.unfrozen', 'account.unfreezing-asked', 'account.frozen'])
  })

  test('an account that waits for its erasure waits on while frozen, and has its whole cooling-off again', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await openConsole(hall)
    await setStatus(hall, citizen.accountId, 'closing', new Date(hall.clock.now().getTime() + 60_000).toISOString())
    await act(client, citizen, 'freezing', lost)
    hall.clock.move(5 * 60_000)
    const { body } = await act(client, citizen, 'unfreezing')
    const days = (Date.parse((body as AccountFile).eraseAt ?? '') - hall.clock.now().getTime()) / 86_400_000
    expect(body).toMatchObject({ state: 'closing' })
    expect(Math.round(days)).toBe(7)
  })

  test('nothing is done to a closed account or to one that is not there', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await openConsole(hall)
    await setStatus(hall, citizen.accountId, 'deregistered')
    expect(codeOf(await act(client, citizen, 'freezing', lost))).toBe('account.deregistered')
    expect(codeOf(await act(client, { ...citizen, accountId: 'nobody' }, 'recovery'))).toBe('console.account-not-found')
    expect(await lines(client, { account: citizen.accountId, action: 'account.frozen' })).toEqual([])
  })

  test('全部下线 ends every session; whoever was delayed may try again at once, once', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const owner = await signInCitizen(hall, citizen)
    const client = await openConsole(hall)
    expect((await act(client, citizen, 'sessions/end')).body).toMatchObject({ sessions: [] })
    expect(codeOf(await owner.send('GET', '/v1/account'))).toBe('session.expired')
    const fail = async (): Promise<unknown> => {
      for (let n = 0; n < 5; n++) await passwordSignIn(hall, citizen, `Cuowu2026112${n}`)
      return codeOf(await passwordSignIn(hall, citizen, citizen.password))
    }
    expect(await fail()).toBe('sign-in.too-many-tries')
    await act(client, citizen, 'tries/forgiving')
    expect((await passwordSignIn(hall, citizen, citizen.password)).body).toMatchObject({ status: 'done' })
    expect(await fail(), 'the fresh start was used up').toBe('sign-in.too-many-tries')
  })

  test('recovery is told to the owner by text message; no answer and no line holds a password', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await openConsole(hall)
    expect((await act(client, citizen, 'recovery')).status).toBe(200)
    const text = async () => (await client.inbox(citizen.phoneNumber))[0]?.text ?? ''
    await expect.poll(text, { timeout: 15_000 }).toContain('忘记密码')
    expect((await passwordSignIn(hall, citizen, citizen.password)).body).toMatchObject({ status: 'done' })
  })
})
