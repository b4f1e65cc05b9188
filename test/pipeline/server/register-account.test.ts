import { afterEach, describe, expect, test } from 'vitest'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import type { FailureCode } from '../../../sync-server/contract/failure.ts'
import { userAgreement } from '../../../sync-server/contract/user-agreement.ts'
import { phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { GOOD_PASSWORD, quickPasswords, seedCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const formOf = (n: number) => ({
  act: 'submit',
  username: `applicant${n}`,
  phoneNumber: phoneOfPerson(n),
  smsCode: '000000',
  password: GOOD_PASSWORD,
  passwordAgain: GOOD_PASSWORD,
  agreement: 'yes',
})
type Form = ReturnType<typeof formOf>

async function withCode(client: OnlineClient, form: Form): Promise<{ walk: Walk; form: Form }> {
  const walk = await client.begin('register-account')
  await walk.askForCode(form.phoneNumber)
  return { walk, form: { ...form, smsCode: await client.lastCode(form.phoneNumber) } }
}

describe.each(engines)('注册 on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))

  test('after the first step the account exists, is signed in at L1, and may go without a real name', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const client = new OnlineClient(hall, kiosk)
    const { walk, form } = await withCode(client, formOf(1))
    await walk.pass(form)
    expect(walk.state).toMatchObject({ status: 'active', step: { kind: 'real-name' }, result: { session: {} } })
    expect(walk.state.trail.map(({ title }) => title)).toEqual(['注册账号', '实名认证', '完成'])
    client.token = walk.state.result?.session?.token
    expect((await client.send('GET', '/v1/account')).body).toEqual({
      ...{ username: 'applicant1', maskedPhone: '100****0001', level: 'L1', verifiedBy: [] },
    })
    expect((await client.send('GET', '/v1/sessions/current')).body).toMatchObject({
      method: 'registration',
      level: 'L1',
    })
    await walk.pass({ act: 'skip' })
    expect(walk.state).toMatchObject({
      status: 'done',
      result: { page: 'registered', session: { token: client.token } },
    })
    const lines = await linesOf(hall.foundation.database.reader, kiosk.id)
    const line = lines.find(({ action }) => action === 'account.registered')
    expect(JSON.parse(line?.detail ?? '{}')).toEqual({ agreement: userAgreement.version })
  })
  test('every field has its own words, in the order of the form, before any code is used', async () => {
    const hall = await start()
    const client = new OnlineClient(hall)
    const { walk, form } = await withCode(client, formOf(1))
    const faults: [Partial<Form>, FailureCode][] = [
      [{ username: '1abcdef' }, 'username.invalid'],
      [{ username: '' }, 'field.empty'],
      [{ phoneNumber: '1000000000' }, 'phone.invalid'],
      [{ smsCode: '12345' }, 'code.invalid'],
      [{ smsCode: '' }, 'field.empty'],
      [{ password: '123456', passwordAgain: '123456' }, 'password.invalid'],
      [{ password: 'abc123', passwordAgain: 'abc123' }, 'password.common'],
      [{ passwordAgain: `${GOOD_PASSWORD}x` }, 'password.differs'],
      [{ agreement: '' }, 'agreement.not-accepted'],
      [{ username: '1abcdef', phoneNumber: '1', password: '1' }, 'username.invalid'],
    ]
    for (const [change, code] of faults) expect(codeOf(await walk.tell({ ...form, ...change })), code).toBe(code)
    expect((await walk.tell({ act: 'send-code', to: '123' })).status).toBe(422)
    expect((await walk.tell(form)).status).toBe(200)
  })
  test('a password like the name or the phone is refused, and the code need not be sent again', async () => {
    const client = new OnlineClient(await start())
    const { walk, form } = await withCode(client, formOf(1))
    for (const password of ['xApplicant1', 'applic', 'a000001bc']) {
      const answer = await walk.tell({ ...form, password, passwordAgain: password })
      expect(codeOf(answer), password).toBe('password.like-account')
    }
    expect(walk.input).toMatchObject({ isCodeSettled: true })
    await walk.pass({ ...form, smsCode: '' })
    expect(walk.step).toBe('real-name')
  })
  test('a taken phone is told only after its code was right', async () => {
    const hall = await start()
    const { phoneNumber } = await seedCitizen(hall, 1)
    const client = new OnlineClient(hall)
    const { walk, form } = await withCode(client, { ...formOf(2), phoneNumber })
    const smsCode = form.smsCode === '000000' ? '000001' : '000000'
    expect(codeOf(await walk.tell({ ...form, smsCode }))).toBe('code.wrong')
    expect(codeOf(await walk.tell(form))).toBe('account.phone-taken')
    expect(walk.state.result).toBeUndefined()
    expect(codeOf(await walk.tell({ ...form, phoneNumber: phoneOfPerson(2) })), 'another phone').toBe('code.not-sent')
  })
  test('a taken user name, whatever its capitals, keeps the proved phone and nothing else', async () => {
    const hall = await start()
    const { username } = await seedCitizen(hall, 1)
    const client = new OnlineClient(hall)
    const { walk, form } = await withCode(client, formOf(2))
    expect(codeOf(await walk.tell({ ...form, username: username.toUpperCase() }))).toBe('account.username-taken')
    expect(walk.input).toMatchObject({ isCodeSettled: true })
    const other = { ...form, smsCode: '', phoneNumber: phoneOfPerson(3) }
    expect(codeOf(await walk.tell(other)), 'only this phone').toBe('field.empty')
    const { reader } = hall.foundation.database
    const accounts = await reader.all<{ id: string }>('SELECT id FROM accounts')
    expect(accounts, 'the refused try left nothing').toHaveLength(1)
    await walk.pass({ ...form, smsCode: '' })
    expect(walk.step).toBe('real-name')
  })
  test('of two who register one name or one phone at once, one gets it', async () => {
    const client = new OnlineClient(await start())
    const both = [await withCode(client, formOf(1)), await withCode(client, { ...formOf(2), username: 'applicant1' })]
    const codes = (await Promise.all(both.map(({ walk, form }) => walk.tell(form)))).map(codeOf)
    expect(codes.sort()).toEqual(['account.username-taken', undefined])
    const first = await withCode(client, formOf(5))
    const walk = await client.begin('register-account')
    const second = { walk, form: { ...first.form, username: 'applicant6' } }
    const twins = await Promise.all([first, second].map(({ walk: one, form }) => one.tell(form)))
    expect(
      twins.filter(({ status }) => status === 200),
      'one code opens one account',
    ).toHaveLength(1)
  })
  test('nothing that was typed lies readable in the database, and a password not even sealed in the run', async () => {
    const hall = await start()
    const client = new OnlineClient(hall)
    const { walk, form } = await withCode(client, formOf(1))
    await walk.tell({ ...form, passwordAgain: 'different1' })
    await walk.pass(form)
    const { reader } = hall.foundation.database
    const runs = await reader.kysely.selectFrom('flowRuns').selectAll().execute()
    const opened = runs.map(({ idHash, sealedRun }) => hall.foundation.personal.open(`flow_runs/${idHash}`, sealedRun))
    expect(opened.join()).toContain('registered')
    for (const typed of [form.password, form.username, form.smsCode, form.phoneNumber])
      expect(opened.join()).not.toContain(`"${typed}"`)
    const tables = ['flowRuns', 'accounts', 'identifiers', 'passwords', 'accountSessions', 'audit'] as const
    const dump = await Promise.all(tables.map((table) => reader.kysely.selectFrom(table).selectAll().execute()))
    const text = JSON.stringify([dump, hall.logged], (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    const token = walk.state.result?.session?.token ?? ''
    for (const secret of [form.username, form.phoneNumber, form.password, walk.state.id, token])
      expect(text).not.toContain(secret)
  })
})
