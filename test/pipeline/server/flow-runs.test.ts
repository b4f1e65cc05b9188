import { afterEach, describe, expect, test } from 'vitest'
import { sweepRuns } from '../../../sync-server/flows/flows.service.ts'
import { phoneOfPerson } from '../../fixtures/server/build-record.ts'
import {
  type Citizen,
  GOOD_PASSWORD,
  quickPasswords,
  seedCitizen,
  signInCitizen,
} from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient, Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

const running: TestServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

const rightAnswer = async (walk: Walk, { username }: Citizen) => ({
  ...{ act: 'submit', captcha: await walk.captcha() },
  ...{ accountName: username, currentPassword: GOOD_PASSWORD },
})

describe.each(engines)('runs of flows on $name', ({ fresh }) => {
  const startOn = async (environment: Record<string, string>) => {
    const server = await startTestServer(environment, { passwords: quickPasswords() })
    running.push(server)
    return server
  }
  const start = async () => startOn(await fresh())
  const sessionsOf = async ({ foundation }: TestServer) =>
    foundation.database.reader.all('SELECT id FROM account_sessions')

  test('only flows that the server runs begin, and those of a citizen only for one', async () => {
    const hall = await start()
    const client = new OnlineClient(hall)
    const codeFor = async (flow: string) => codeOf(await client.send('POST', '/v1/flows', { flow }))
    expect([await codeFor('verify-in-person'), await codeFor('no-flow')]).toEqual(['flow.unknown', 'flow.unknown'])
    expect(await codeFor('rebind-phone')).toBe('session.expired')
    client.token = 'x'.repeat(43)
    expect(await codeFor('rebind-phone')).toBe('session.expired')
    const [one, two] = [
      await signInCitizen(hall, await seedCitizen(hall, 1)),
      await signInCitizen(hall, await seedCitizen(hall, 2)),
    ]
    const walk = await one.begin('rebind-phone')
    expect((await one.send('GET', walk.path)).status).toBe(200)
    expect(codeOf(await two.send('GET', walk.path)), "another citizen's").toBe('session.expired')
    const act = { step: walk.step, output: { act: 'renew-captcha' } }
    expect(codeOf(await client.send('POST', `${walk.path}/answers`, act))).toBe('session.expired')
    await one.send('DELETE', '/v1/sessions/current')
    expect(codeOf(await one.send('POST', `${walk.path}/answers`, act)), 'signed out').toBe('session.expired')
  })
  test('a run belongs to the place where it began', async () => {
    const hall = await start()
    const [kiosk, other] = [await hall.kiosk(), await hall.kiosk()]
    const [here, there, away] = [new OnlineClient(hall, kiosk), new OnlineClient(hall, other), new OnlineClient(hall)]
    const walk = await here.begin('sign-in')
    const online = await away.begin('sign-in')
    const answer = { step: 'sign-in', output: { act: 'renew-captcha' } }
    const pairs: [OnlineClient, Walk][] = [
      [there, walk],
      [away, walk],
      [here, online],
    ]
    for (const [stranger, run] of pairs) {
      expect(codeOf(await stranger.send('GET', run.path))).toBe('flow.gone')
      expect(codeOf(await stranger.send('POST', `${run.path}/answers`, answer))).toBe('flow.gone')
      expect(codeOf(await stranger.send('POST', `${run.path}/back`, { step: 'sign-in' }))).toBe('flow.gone')
      expect((await stranger.send('DELETE', run.path)).status, 'says nothing').toBe(204)
    }
    expect((await here.send('GET', walk.path)).body).toEqual(walk.state)
    expect((await away.send('GET', online.path)).body).toEqual(online.state)
    expect((await here.send('DELETE', walk.path)).status).toBe(204)
    expect((await here.send('DELETE', walk.path)).status).toBe(204)
    expect(codeOf(await here.send('GET', walk.path))).toBe('flow.gone')
    expect(codeOf(await away.send('GET', '/v1/flows/no-run'))).toBe('flow.gone')
  })
  test('ten idle minutes end a run; an answer or an act begins them anew', async () => {
    const hall = await start()
    const client = new OnlineClient(hall)
    const [walk, idle] = [await client.begin('sign-in'), await client.begin('sign-in')]
    hall.clock.move(9 * 60_000)
    await walk.pass({ act: 'renew-captcha' })
    hall.clock.move(2 * 60_000)
    expect((await walk.look()).status).toBe('active')
    expect(codeOf(await client.send('GET', idle.path))).toBe('flow.gone')
    await sweepRuns(hall.foundation)
    const { reader } = hall.foundation.database
    expect(await reader.all('SELECT id_hash FROM flow_runs'), 'only what still counts is kept').toHaveLength(1)
    hall.clock.move(8 * 60_000 + 1000)
    expect(codeOf(await walk.tell({ act: 'renew-captcha' }))).toBe('flow.gone')
  })
  test('a lost answer is fetched again by repeating the request; a stale step changes nothing', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const kiosk = await hall.kiosk()
    const client = new OnlineClient(hall, kiosk)
    const walk = await client.begin('sign-in')
    const body = { step: walk.step, output: await rightAnswer(walk, citizen) }
    const first = await client.send('POST', `${walk.path}/answers`, body)
    expect(first.body).toMatchObject({ status: 'done', result: { session: {} } })
    expect((await client.send('POST', `${walk.path}/answers`, body)).body).toEqual(first.body)
    expect((await client.send('GET', walk.path)).body).toEqual(first.body)
    expect((await client.send('POST', `${walk.path}/back`, { step: 'sign-in' })).body).toEqual(first.body)
    expect(await sessionsOf(hall)).toHaveLength(1)
    const early = await client.begin('sign-in')
    const answer = await client.send('POST', `${early.path}/answers`, {
      step: 'restore-account',
      output: { act: 'restore' },
    })
    expect(answer.body).toEqual(early.state)
  })
  test('ten equal answers at once are one sign-in, also across two server processes', async () => {
    const environment = { ...(await fresh()) }
    const [one, two] = [await startOn(environment), await startOn({ ...environment, HALL_DATA: running[0]!.dataDir })]
    const citizen = await seedCitizen(one, 1)
    const walk = await new OnlineClient(one).begin('sign-in')
    const body = { step: walk.step, output: await rightAnswer(walk, citizen) }
    const clients = Array.from({ length: 10 }, (_, n) => new OnlineClient(n % 2 === 0 ? one : two))
    const answers = await Promise.all(clients.map((client) => client.send('POST', `${walk.path}/answers`, body)))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await sessionsOf(one)).toHaveLength(1)
    const last = await walk.look()
    expect(last).toMatchObject({ status: 'done', result: { session: {} } })
    const told = answers.flatMap(({ body: state }) => (state as typeof last).result?.session?.token ?? [])
    expect(new Set(told)).toEqual(new Set([last.result?.session?.token]))
    expect((await new OnlineClient(two).send('GET', walk.path)).body, 'either process shows it').toEqual(last)
  })
  test.each([
    ['right', GOOD_PASSWORD],
    ['wrong', 'Wrong1234x'],
  ])('an answer that was overtaken at another process changes nothing, were it %s', async (_kind, currentPassword) => {
    const passwords = quickPasswords()
    const environment = await fresh()
    const slow = await startTestServer(environment, { passwords })
    running.push(slow)
    const quick = await startOn({ ...environment, HALL_DATA: slow.dataDir })
    const citizen = await seedCitizen(quick, 1)
    const { username: accountName } = citizen
    const walk = await new OnlineClient(slow).begin('sign-in')
    const overtaking = new Walk(new OnlineClient(quick), walk.state)
    const { isMatch } = passwords
    passwords.isMatch = async (password, kept) => {
      await overtaking.pass({ act: 'renew-captcha' })
      await overtaking.guarded({ accountName, currentPassword: GOOD_PASSWORD })
      return isMatch.call(passwords, password, kept)
    }
    const answer = await walk.guarded({ accountName, currentPassword })
    expect(overtaking.state).toMatchObject({ status: 'done', result: { session: {} } })
    expect(answer.body).toEqual(overtaking.state)
    expect(await sessionsOf(slow)).toHaveLength(1)
  })
  test('a captcha that was right sends one code, however many ask at once, and counts again when none was sent', async () => {
    const environment = { ...(await fresh()) }
    const [one, two] = [await startOn(environment), await startOn({ ...environment, HALL_DATA: running[0]!.dataDir })]
    const client = new OnlineClient(one)
    const walk = await client.begin('register-account')
    await walk.pass({ act: 'check-captcha', ...(await walk.captcha()) })
    const phones = Array.from({ length: 8 }, (_, n) => phoneOfPerson(100 + n))
    const ask = (to: string, n: number) =>
      new OnlineClient(n % 2 === 0 ? one : two).send('POST', `${walk.path}/answers`, {
        ...{ step: walk.step, output: { act: 'send-code', to } },
      })
    await Promise.all(phones.map(ask))
    const sent = await Promise.all(phones.map((to) => client.inbox(to)))
    expect(sent.flat()).toHaveLength(1)
    const to = phones[sent.findIndex(({ length }) => length > 0)] ?? ''
    await walk.look()
    expect(codeOf(await walk.askForCode(to))).toBe('code.too-soon')
    expect(walk.input.captcha?.isPassed, 'nothing was sent').toBe(true)
    expect((await walk.tell({ act: 'send-code', to: phoneOfPerson(200) })).status).toBe(200)
  })
  test('an output of another shape is refused and changes nothing', async () => {
    const client = new OnlineClient(await start())
    const walk = await client.begin('sign-in')
    for (const output of [null, {}, { act: 'submit' }, { act: 'send-code' }, { act: 'renew-captcha', level: 'L4' }]) {
      const answer = await client.send('POST', `${walk.path}/answers`, { step: walk.step, output })
      expect([answer.status, codeOf(answer)]).toEqual([400, 'request.invalid'])
    }
    const before = walk.state
    expect(await walk.look()).toEqual(before)
  })
  test('a repeated right captcha stays right, a new picture has to be answered anew', async () => {
    const client = new OnlineClient(await start())
    const walk = await client.begin('sign-in-by-sms')
    const right = { act: 'check-captcha', ...(await walk.captcha()) }
    await walk.pass(right)
    await walk.pass(right)
    expect(walk.input.captcha).toMatchObject({ captchaId: right.captchaId, isPassed: true })
    await walk.pass({ act: 'renew-captcha' })
    expect(walk.input.captcha?.isPassed).toBe(false)
    expect(codeOf(await walk.tell(right))).toBe('captcha.expired')
    expect(codeOf(await walk.tell({ ...right, answer: '12' }))).toBe('captcha.invalid')
  })
})
