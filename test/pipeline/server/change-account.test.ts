import { afterEach, describe, expect, test } from 'vitest'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { profileOf } from '../../../sync-server/accounts/profile.ts'
import { accountById } from '../../../sync-server/accounts/accounts.repository.ts'
import { phoneOfPerson } from '../../fixtures/server/build-record.ts'
import {
  type Citizen,
  GOOD_PASSWORD,
  quickPasswords,
  seedCitizen,
  signInCitizen,
} from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf } from '../../fixtures/server/desk.ts'
import { codeOf, type OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { beginVerified, otherThan } from '../../fixtures/server/walks.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const NEW = 'Anders9wort'
const change = (oldPassword: string, password = NEW) => ({
  act: 'submit',
  oldPassword,
  password,
  passwordAgain: password,
})
const centre = async (client: OnlineClient) => (await client.send('GET', '/v1/account')).body
const isOut = async (client: OnlineClient) => codeOf(await client.send('GET', '/v1/account')) === 'session.expired'
/** Takes the session that a walk gave. */
function goOn({ client, state }: Walk): OnlineClient {
  client.token = state.result?.session?.token
  return client
}

describe.each(engines)('personal centre on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const enter = (hall: TestServer, citizen: Citizen, password = GOOD_PASSWORD) =>
    signInCitizen(hall, { ...citizen, password })
  const actions = async (hall: TestServer) =>
    (await linesOf(hall.foundation.database.reader, 'online')).map(({ action }) => action)

  test('every change begins with the phone of the account, and needs a session', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await enter(hall, citizen)
    for (const flow of ['change-password', 'rebind-phone', 'bind-email', 'deregister-account']) {
      const walk = await client.begin(flow)
      expect(walk.state.step, flow).toMatchObject({ kind: 'verify-phone', title: '验证身份' })
      expect(walk.input).toMatchObject({ maskedPhone: '100****0001', omitted: ['residentIdNumber'] })
      expect(codeOf(await walk.tell({ act: 'submit', smsCode: '000000' }))).toBe('code.not-sent')
    }
    client.token = undefined
    for (const flow of ['change-password', 'rebind-phone', 'bind-email', 'deregister-account', 'set-ethnic-group'])
      expect(codeOf(await client.send('POST', '/v1/flows', { flow })), flow).toBe('session.expired')
  })
  test('修改密码: other sessions end, this one goes on under a new token', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [client, other] = [await enter(hall, citizen), await enter(hall, citizen)]
    const former = client.token
    const walk = await beginVerified(client, 'change-password', citizen.phoneNumber)
    await walk.pass(change(GOOD_PASSWORD))
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'password-changed' } })
    expect(await isOut(other)).toBe(true)
    expect(await isOut(client), 'the former token').toBe(true)
    expect(goOn(walk).token).not.toBe(former)
    expect(await centre(client)).toMatchObject({ username: citizen.username })
    expect((await client.send('GET', '/v1/sessions/current')).body).toMatchObject({ method: 'password' })
    expect((await enter(hall, citizen)).token).toBeUndefined()
    expect((await enter(hall, citizen, NEW)).token).toBeDefined()
    expect(await actions(hall)).toContain('account.password-changed')
  })
  test('修改密码: a wrong old password is counted and changes nothing', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const walk = await beginVerified(await enter(hall, citizen), 'change-password', citizen.phoneNumber)
    expect(codeOf(await walk.tell(change(GOOD_PASSWORD, GOOD_PASSWORD)))).toBe('password.unchanged')
    expect(codeOf(await walk.tell(change(GOOD_PASSWORD, `${citizen.username}9`)))).toBe('password.like-account')
    for (let n = 0; n < 5; n++) expect(codeOf(await walk.tell(change('Wrong1234x')))).toBe('password.wrong')
    expect(codeOf(await walk.tell(change(GOOD_PASSWORD)))).toBe('sign-in.too-many-tries')
    expect((await actions(hall)).filter((action) => action === 'account.password-wrong')).toHaveLength(5)
    hall.clock.move(31_000)
    await walk.pass(change(GOOD_PASSWORD))
  })
  test('修改手机号: the old number signs in no more, the new one does, every session is replaced', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const other = await enter(hall, citizen)
    const walk = await beginVerified(await enter(hall, citizen), 'rebind-phone', citizen.phoneNumber)
    const phoneNumber = phoneOfPerson(2)
    expect(codeOf(await walk.askForCode(citizen.phoneNumber))).toBe('phone.unchanged')
    await walk.askForCode(phoneNumber)
    const smsCode = await walk.client.lastCode(phoneNumber)
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode: otherThan(smsCode) }))).toBe('code.wrong')
    await walk.pass({ act: 'submit', phoneNumber, smsCode })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'phone-bound' } })
    expect(await isOut(other)).toBe(true)
    expect(await centre(goOn(walk))).toMatchObject({ maskedPhone: '100****0002' })
    expect((await enter(hall, { ...citizen, username: citizen.phoneNumber })).token).toBeUndefined()
    expect((await enter(hall, { ...citizen, username: phoneNumber })).token).toBeDefined()
    expect((await seedCitizen(hall, 1, false)).accountId, 'the old number is free').not.toBe(citizen.accountId)
    expect(await faultsOf(hall)).toEqual([])
  })
  test('修改手机号: that a number is taken is told only after its code was right', async () => {
    const hall = await start()
    const [one, two] = [await seedCitizen(hall, 1), await seedCitizen(hall, 2)]
    const walk = await beginVerified(await enter(hall, one), 'rebind-phone', one.phoneNumber)
    const { phoneNumber } = two
    expect((await walk.askForCode(phoneNumber)).status).toBe(200)
    const smsCode = await walk.client.lastCode(phoneNumber)
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode: otherThan(smsCode) }))).toBe('code.wrong')
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode }))).toBe('account.phone-taken')
    expect(await centre(walk.client)).toMatchObject({ maskedPhone: '100****0001' })
    expect((await enter(hall, two)).token).toBeDefined()
  })
  test('a phone that three accounts bind at the same moment becomes exactly one’s', async () => {
    const hall = await start()
    const [holder, ...citizens] = await Promise.all([9, 1, 2, 3].map((n) => seedCitizen(hall, n)))
    const { phoneNumber } = holder!
    const walks: Walk[] = []
    for (const citizen of citizens) {
      const walk = await beginVerified(await enter(hall, citizen), 'rebind-phone', citizen.phoneNumber)
      await walk.askForCode(phoneNumber)
      const smsCode = await walk.client.lastCode(phoneNumber)
      expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode }))).toBe('account.phone-taken')
      walks.push(walk)
      hall.clock.move(61_000)
    }
    const freed = await beginVerified(await enter(hall, holder!), 'rebind-phone', phoneNumber)
    await freed.askForCode(phoneOfPerson(8))
    await freed.pass({
      act: 'submit',
      phoneNumber: phoneOfPerson(8),
      smsCode: await freed.client.lastCode(phoneOfPerson(8)),
    })
    const answers = await Promise.all(walks.map((walk) => walk.tell({ act: 'submit', phoneNumber, smsCode: '' })))
    const told = answers.map((answer) => (answer.status === 200 ? 'bound' : codeOf(answer)))
    expect(told.sort()).toEqual(['account.phone-taken', 'account.phone-taken', 'bound'])
    const { reader } = hall.foundation.database
    const rows = await reader.all(`SELECT account_id FROM identifiers WHERE kind = 'phone'`)
    expect(rows).toHaveLength(4)
  })
  test('绑定邮箱: bound with its code, told masked, one address one account', async () => {
    const hall = await start()
    const [one, two] = [await seedCitizen(hall, 1), await seedCitizen(hall, 2)]
    const client = await enter(hall, one)
    const bind = async (walk: Walk, email: string) => {
      await walk.askForCode(email)
      return walk.tell({ act: 'submit', email, emailCode: await walk.client.lastCode(email) })
    }
    const walk = await beginVerified(client, 'bind-email', one.phoneNumber)
    expect((await bind(walk, 'Tester@example.com')).status).toBe(200)
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'email-bound' } })
    expect(await centre(client)).toMatchObject({ maskedEmail: 'T****r@example.com' })
    const second = await beginVerified(await enter(hall, two), 'bind-email', two.phoneNumber)
    hall.clock.move(61_000)
    expect(codeOf(await bind(second, 'tester@EXAMPLE.com'))).toBe('account.email-taken')
    expect((await bind(second, 'other@example.com')).status).toBe(200)
    hall.clock.move(61_000)
    const third = await beginVerified(client, 'bind-email', one.phoneNumber)
    expect((await bind(third, 'moved@example.com')).status).toBe(200)
    hall.clock.move(61_000)
    const fourth = await beginVerified(second.client, 'bind-email', two.phoneNumber)
    expect((await bind(fourth, 'tester@example.com')).status, 'free again').toBe(200)
  })
  test('设置民族: one of the groups of the standard, beside what was there', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await enter(hall, citizen)
    const walk = await client.begin('set-ethnic-group')
    const input = walk.state.step?.input as { groups: { code: string; name: string }[]; current?: string }
    expect(input.groups.slice(0, 2)).toEqual([
      { code: '01', name: '汉族' },
      { code: '02', name: '蒙古族' },
    ])
    expect(input.current).toBeUndefined()
    expect(codeOf(await walk.tell({ act: 'submit', ethnicGroupCode: '57' }))).toBe('request.invalid')
    await walk.pass({ act: 'submit', ethnicGroupCode: '15' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'ethnic-group-set' } })
    expect(await centre(client)).toMatchObject({ ethnicGroup: '土家族' })
    expect((await client.begin('set-ethnic-group')).state.step?.input).toMatchObject({ current: '15' })
    const { database, personal } = hall.foundation
    const account = await accountById(database.reader, citizen.accountId)
    expect(profileOf(personal, account!)).toEqual({ ethnicGroupCode: '15' })
  })
  test('a session that ended on the way changes nothing any more', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await enter(hall, citizen)
    const walk = await client.begin('set-ethnic-group')
    await client.send('DELETE', '/v1/sessions/current')
    expect(codeOf(await walk.tell({ act: 'submit', ethnicGroupCode: '15' }))).toBe('session.expired')
    expect(await centre(await enter(hall, citizen))).not.toHaveProperty('ethnicGroup')
  })
  test('nor does one that ends while a password is hashed', async () => {
    const passwords = quickPasswords()
    const hall = (server = await startTestServer(await fresh(), { passwords }))
    const citizen = await seedCitizen(hall, 1)
    const walk = await beginVerified(await enter(hall, citizen), 'change-password', citizen.phoneNumber)
    const { hash } = passwords
    passwords.hash = async (password) => {
      await hall.foundation.database.write((tx) => tx.run('DELETE FROM account_sessions'))
      return hash(password)
    }
    expect(codeOf(await walk.tell(change(GOOD_PASSWORD)))).toBe('session.expired')
    expect((await enter(hall, citizen)).token, 'the old password').toBeDefined()
  })
})
