import { afterEach, describe, expect, test } from 'vitest'
import { setPassword } from '../../../sync-server/accounts/passwords.service.ts'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { GOOD_PASSWORD, quickPasswords, seedCitizen, setStatus, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const wrong = { currentPassword: 'Wrong1234x' }
const shapeOf = (walk: Walk): unknown => ({
  ...walk.state,
  ...{ id: '', expiresAt: '' },
  step: { ...walk.state.step, input: Object.keys(walk.input) },
})

describe.each(engines)('账号登录 on $name', ({ fresh }) => {
  const passwords = quickPasswords()
  const start = async () => (server = await startTestServer(await fresh(), { passwords }))

  test('user name, phone and ID number open the same account; capitals of the name do not matter', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const { username, phoneNumber, documentNumber } = citizen
    for (const accountName of [username, username.toUpperCase(), phoneNumber, documentNumber.toLowerCase()]) {
      const walk = await new OnlineClient(hall).begin('sign-in')
      await walk.guarded({ accountName, currentPassword: GOOD_PASSWORD })
      expect(walk.state.status, accountName.length.toString()).toBe('done')
      const client = new OnlineClient(hall)
      client.token = walk.state.result?.session?.token
      expect((await client.send('GET', '/v1/account')).body).toMatchObject({ username: citizen.username, level: 'L1' })
    }
  })
  test('unknown, frozen, closed and wrong are one answer after one comparison', async () => {
    const hall = await start()
    const [known, frozen, closed, due] = await Promise.all([1, 2, 3, 4].map((n) => seedCitizen(hall, n)))
    await setStatus(hall, frozen!.accountId, 'frozen')
    await setStatus(hall, closed!.accountId, 'deregistered')
    await setStatus(hall, due!.accountId, 'closing', new Date(Date.now() - 1000).toISOString())
    const answers: unknown[] = []
    for (const values of [
      { accountName: known!.username, ...wrong },
      { accountName: frozen!.username, currentPassword: GOOD_PASSWORD },
      { accountName: closed!.phoneNumber, currentPassword: GOOD_PASSWORD },
      { accountName: due!.documentNumber, currentPassword: GOOD_PASSWORD },
      { accountName: 'nobody123', ...wrong },
      { accountName: phoneOfPerson(999), ...wrong },
      { accountName: '123456', ...wrong },
    ]) {
      const walk = await new OnlineClient(hall).begin('sign-in')
      passwords.compared = 0
      const answer = await walk.guarded(values)
      expect(passwords.compared).toBe(1)
      answers.push([answer.status, answer.type, answer.body, shapeOf(walk)])
    }
    expect(answers[0]).toMatchObject([401, expect.stringContaining('problem+json'), { code: 'sign-in.failed' }, {}])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
  test('the captcha comes first: a wrong one is replaced, and no password is looked at', async () => {
    const hall = await start()
    const { username: accountName } = await seedCitizen(hall, 1)
    const walk = await new OnlineClient(hall).begin('sign-in')
    const right = await walk.captcha()
    const captcha = { ...right, answer: right.answer === '1234' ? '1235' : '1234' }
    passwords.compared = 0
    const values = { act: 'submit', accountName, currentPassword: GOOD_PASSWORD }
    expect(codeOf(await walk.tell({ ...values, captcha }))).toBe('captcha.wrong')
    expect(walk.input.captcha?.captchaId).not.toBe(right.captchaId)
    expect(codeOf(await walk.tell({ ...values, captcha: right })), 'the old picture').toBe('captcha.expired')
    const elsewhere = await (await new OnlineClient(hall).begin('sign-in')).captcha()
    expect(codeOf(await walk.tell({ ...values, captcha: elsewhere })), "another run's picture").toBe('captcha.expired')
    expect(passwords.compared).toBe(0)
    expect(codeOf(await walk.guarded({ accountName, ...wrong }))).toBe('sign-in.failed')
    expect((await walk.guarded({ accountName, currentPassword: GOOD_PASSWORD })).status, 'a new picture').toBe(200)
  })
  test('tries rise to a delay at one place, not at another, and the right password ends it', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [kiosk, other] = [await hall.kiosk(), await hall.kiosk()]
    const walk = await new OnlineClient(hall, kiosk).begin('sign-in')
    const attempt = (currentPassword: string) => walk.guarded({ accountName: citizen.username, currentPassword })
    for (let n = 0; n < 5; n++) expect(codeOf(await attempt(wrong.currentPassword))).toBe('sign-in.failed')
    passwords.compared = 0
    const refused = await attempt(GOOD_PASSWORD)
    expect(refused.body).toMatchObject({ code: 'sign-in.too-many-tries', status: 429 })
    expect((refused.body as { retryAfterS: number }).retryAfterS).toBeGreaterThan(0)
    expect(passwords.compared).toBe(0)
    expect((await signInCitizen(hall, citizen, other)).token).toBeDefined()
    hall.clock.move(31_000)
    expect((await attempt(GOOD_PASSWORD)).status).toBe(200)
  })
  test('a session rotates: whoever signs in again has a new one, and the former has ended', async () => {
    const hall = await start()
    const [one, two] = [await seedCitizen(hall, 1), await seedCitizen(hall, 2)]
    const client = await signInCitizen(hall, one)
    const former = client.token
    const walk = await client.begin('sign-in')
    await walk.guarded({ accountName: two.username, currentPassword: GOOD_PASSWORD })
    expect(codeOf(await client.send('GET', '/v1/account'))).toBe('session.expired')
    client.token = walk.state.result?.session?.token
    expect(client.token).not.toBe(former)
    expect((await client.send('GET', '/v1/account')).body).toMatchObject({ username: two.username })
  })
  test('a password that is replaced while it is compared lets nobody in', async () => {
    const hall = await start()
    const { accountId, username: accountName } = await seedCitizen(hall, 1)
    const walk = await new OnlineClient(hall).begin('sign-in')
    const { isMatch } = passwords
    passwords.isMatch = async (password, kept) => {
      const hash = await passwords.hash('Another9pass')
      await hall.foundation.database.write((tx) => setPassword(tx, hall.foundation, { accountId, hash }))
      return isMatch.call(passwords, password, kept)
    }
    const answer = await walk.guarded({ accountName, currentPassword: GOOD_PASSWORD })
    passwords.isMatch = isMatch
    expect(codeOf(answer)).toBe('sign-in.failed')
    expect(walk.state.result).toBeUndefined()
    expect((await walk.guarded({ accountName, currentPassword: 'Another9pass' })).status).toBe(200)
  })
  test.each(['sign-in', 'sign-in-by-sms'])('%s: whoever is closing the account decides again', async (flow) => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const eraseAt = new Date(Date.now() + 86_400_000).toISOString()
    await setStatus(hall, citizen.accountId, 'closing', eraseAt)
    const enter = async (): Promise<Walk> => {
      const client = new OnlineClient(hall)
      const walk = await client.begin(flow)
      const { phoneNumber } = citizen
      if (flow === 'sign-in') {
        await walk.guarded({ accountName: phoneNumber, currentPassword: GOOD_PASSWORD })
        return walk
      }
      await walk.askForCode(phoneNumber)
      await walk.tell({ act: 'submit', phoneNumber, smsCode: await client.lastCode(phoneNumber) })
      return walk
    }
    const first = await enter()
    expect(first.state).toMatchObject({ status: 'active', step: { kind: 'restore-account', input: { eraseAt } } })
    expect(first.state.result).toBeUndefined()
    await first.pass({ act: 'keep' })
    expect(first.state.status).toBe('cancelled')
    hall.clock.move(61_000)
    const [second, third] = [await enter(), flow === 'sign-in' ? await enter() : undefined]
    await second.pass({ act: 'restore' })
    expect(second.state).toMatchObject({ status: 'done', result: { page: 'account-restored' } })
    second.client.token = second.state.result?.session?.token
    expect((await second.client.send('GET', '/v1/sessions/current')).body).toMatchObject({
      method: flow === 'sign-in' ? 'password' : 'sms',
    })
    if (third) expect(codeOf(await third.tell({ act: 'restore' })), 'restored already').toBe('flow.gone')
  })
  test('the audit tells of sessions and failures by ids and keyed hashes only', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const kiosk = await hall.kiosk()
    const walk = await new OnlineClient(hall, kiosk).begin('sign-in')
    await walk.guarded({ accountName: citizen.phoneNumber, ...wrong })
    await signInCitizen(hall, citizen, kiosk)
    const away = await signInCitizen(hall, citizen)
    await away.send('DELETE', '/v1/sessions/current')
    const { reader } = hall.foundation.database
    const [here, online] = [await linesOf(reader, kiosk.id), await linesOf(reader, 'online')]
    expect(here.map(({ action }) => action).slice(-2)).toEqual(['account.sign-in-failed', 'session.began'])
    expect(online.map(({ action }) => action)).toEqual(['session.began', 'session.ended'])
    const text = JSON.stringify([here, online, hall.logged])
    for (const secret of [citizen.phoneNumber, citizen.username, GOOD_PASSWORD, wrong.currentPassword, away.token])
      expect(text).not.toContain(secret)
  })
})

describe.each(engines)('短信登录 on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))

  test('a right code signs in; the picture serves for one code', async () => {
    const hall = await start()
    const { phoneNumber } = await seedCitizen(hall, 1)
    const client = new OnlineClient(hall)
    const walk = await client.begin('sign-in-by-sms')
    expect(codeOf(await walk.tell({ act: 'send-code', to: phoneNumber }))).toBe('captcha.needed')
    expect((await walk.askForCode(phoneNumber)).status).toBe(200)
    expect(walk.input).toMatchObject({ captcha: { isPassed: false }, code: { sentTo: '100****0001' } })
    expect(codeOf(await walk.tell({ act: 'send-code', to: phoneNumber }))).toBe('captcha.needed')
    const smsCode = await client.lastCode(phoneNumber)
    const other = smsCode === '000000' ? '000001' : '000000'
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode: other }))).toBe('code.wrong')
    await walk.pass({ act: 'submit', phoneNumber, smsCode })
    expect(walk.state).toMatchObject({ status: 'done', result: { session: {} } })
    const { database, personal } = hall.foundation
    const [run] = await database.reader.kysely.selectFrom('flowRuns').selectAll().execute()
    const { memory } = JSON.parse(personal.open(`flow_runs/${run!.idHash}`, run!.sealedRun)) as { memory: object }
    expect(Object.keys(memory), 'all else is forgotten').toEqual(['accountId', 'session'])
    const again = await client.begin('sign-in-by-sms')
    expect(codeOf(await again.tell({ act: 'submit', phoneNumber, smsCode }))).toBe('code.used')
  })
  test('a phone without an account gets the same answers, a message that says so, and no code', async () => {
    const hall = await start()
    const known = await seedCitizen(hall, 1)
    const answersFor = async (phoneNumber: string) => {
      const walk = await new OnlineClient(hall).begin('sign-in-by-sms')
      const sent = await walk.askForCode(phoneNumber)
      const code = walk.state.step?.input as { code: { sentTo: string } }
      const told = await walk.tell({ act: 'submit', phoneNumber, smsCode: '000000' })
      return [sent.status, code.code.sentTo.length, Object.keys(walk.input), told.body]
    }
    expect(await answersFor(phoneOfPerson(2))).toEqual(await answersFor(known.phoneNumber))
    const [message] = await new OnlineClient(hall).inbox(phoneOfPerson(2))
    expect(message).toMatchObject({ code: null })
  })
  test('only whoever has the phone of a frozen account learns that it is frozen', async () => {
    const hall = await start()
    const { accountId, phoneNumber } = await seedCitizen(hall, 1)
    await setStatus(hall, accountId, 'frozen')
    const client = new OnlineClient(hall)
    const walk = await client.begin('sign-in-by-sms')
    await walk.askForCode(phoneNumber)
    const smsCode = await client.lastCode(phoneNumber)
    const other = smsCode === '000000' ? '000001' : '000000'
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode: other }))).toBe('code.wrong')
    expect(codeOf(await walk.tell({ act: 'submit', phoneNumber, smsCode }))).toBe('account.frozen')
    expect(walk.state.result).toBeUndefined()
  })
})
