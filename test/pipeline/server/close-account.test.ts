import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { closeAccount, eraseDue } from '../../../sync-server/accounts/closing.service.ts'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import { deliverEvents } from '../../../sync-server/webhooks/webhook-delivery.service.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'
import {
  type Citizen,
  GOOD_PASSWORD,
  quickPasswords,
  seedCitizen,
  signInCitizen,
} from '../../fixtures/server/citizens.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { faultsOf, said } from '../../fixtures/server/desk.ts'
import { dumpOf, tablesWith, textOf } from '../../fixtures/server/dump.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

let server: TestServer | undefined
afterEach(async () => {
  vi.useRealTimers()
  await server?.close()
})

const DAY_MS = 86_400_000
/** Where lines are only ever added, and where the sandbox keeps what the outside world was sent. */
const KEPT = new Set(['audit', 'evidence', 'identity_checks', 'identity_withdrawals', 'inbox', 'level_grants'])
const OUTSIDE = new Set(['sandbox_messages'])

describe.each(engines)('账号注销 on $name', ({ fresh }) => {
  async function start(coolingOffDays = 7): Promise<TestServer> {
    const folder = freshFolder()
    const policy = { ...defaultPolicy, account: { ...defaultPolicy.account, coolingOffDays } }
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy))
    const environment = { ...(await fresh()), HALL_DATA: folder }
    return (server = await startTestServer(environment, { passwords: quickPasswords() }))
  }
  const decide = (client: OnlineClient, { phoneNumber }: Citizen): Promise<Walk> =>
    beginVerified(client, 'deregister-account', phoneNumber)
  const enter = (hall: TestServer, citizen: Citizen) => signInCitizen(hall, citizen)
  const isOut = async (client: OnlineClient) => codeOf(await client.send('GET', '/v1/account')) === 'session.expired'
  const statusOf = async (hall: TestServer, { accountId }: Citizen) =>
    hall.foundation.database.reader.get<{ status: string; level: string }>(
      'SELECT status, level FROM accounts WHERE id = ?',
      accountId,
    )
  /** Everything by which the database could still point at an account's owner. */
  async function tracesOf({ foundation }: TestServer, citizen: Citizen): Promise<readonly string[]> {
    const { reader } = foundation.database
    const ask = (text: string) => reader.all<object>(text, citizen.accountId)
    const rows = [
      ...(await ask('SELECT sealed_phone, sealed_username, sealed_profile FROM accounts WHERE id = ?')),
      ...(await ask('SELECT sealed_holder FROM bindings WHERE account_id = ?')),
      ...(await ask('SELECT hash FROM passwords WHERE account_id = ?')),
      ...(await ask('SELECT hash FROM identifiers WHERE account_id = ?')),
    ]
    const { phoneNumber, username, documentNumber } = citizen
    const kept = rows.flatMap((row) => Object.values(row)).filter((value) => value !== null)
    return [...kept.map((value) => String(textOf(value))), phoneNumber, username, documentNumber]
  }

  test('the consequences are read last, and 我再想想 leaves everything as it was', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const client = await enter(hall, citizen)
    const walk = await decide(client, citizen)
    const { consequences, ...rest } = walk.state.step?.input as { consequences: string[] }
    expect(consequences).toHaveLength(5)
    expect(rest).toEqual({ coolingOffDays: 7, hotline: '400-056-0066' })
    await walk.pass({ act: 'keep' })
    expect(walk.state.status).toBe('cancelled')
    expect(await isOut(client)).toBe(false)
    expect(await statusOf(hall, citizen)).toMatchObject({ status: 'active' })
  })
  test('cooling-off: every session ends; signing in offers to take it back; untouched it is erased in time', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const [client, other] = [await enter(hall, citizen), await enter(hall, citizen)]
    const walk = await decide(client, citizen)
    await walk.pass({ act: 'confirm' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'account-closing' } })
    expect(walk.state.result?.session).toBeUndefined()
    expect([await isOut(client), await isOut(other)]).toEqual([true, true])

    hall.clock.move(7 * DAY_MS - 60_000)
    expect(await eraseDue(hall.foundation)).toBe(0)
    const back = await new OnlineClient(hall).begin('sign-in')
    await back.guarded({ accountName: citizen.username, currentPassword: GOOD_PASSWORD })
    expect(back.step).toBe('restore-account')
    hall.clock.move(61_000)
    expect(codeOf(await back.tell({ act: 'restore' })), 'too late, though nobody has swept').toBe('flow.gone')
    const [one, two] = await Promise.all([eraseDue(hall.foundation), eraseDue(hall.foundation)])
    expect((one ?? 0) + (two ?? 0)).toBe(1)
    expect(await statusOf(hall, citizen)).toEqual({ status: 'deregistered', level: 'L1' })
    const lines = await linesOf(hall.foundation.database.reader, 'server')
    expect(lines.map(({ action, subject }) => [action, subject])).toEqual([['account.erased', citizen.accountId]])
  })
  test('the server erases by itself; a wish that was made again does not put it off', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const { accountId } = citizen
    await (await decide(await enter(hall, citizen), citizen)).pass({ act: 'confirm' })
    hall.clock.move(6 * DAY_MS)
    const caller = { kiosk: undefined, citizen: undefined, network: '' }
    const again = hall.foundation.database.write((tx) =>
      closeAccount(tx, hall.foundation, { caller, accountId, coolingOffDays: 7 }),
    )
    await expect(again).rejects.toMatchObject({ code: 'session.expired' })
    hall.clock.move(DAY_MS)
    vi.advanceTimersByTime(60_000)
    await vi.waitFor(
      async () => expect(await statusOf(hall, citizen)).toMatchObject({ status: 'deregistered' }),
      10_000,
    )
  })
  test('whoever takes it back is not erased', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    await (await decide(await enter(hall, citizen), citizen)).pass({ act: 'confirm' })
    const back = await new OnlineClient(hall).begin('sign-in')
    await back.guarded({ accountName: citizen.username, currentPassword: GOOD_PASSWORD })
    await back.pass({ act: 'restore' })
    hall.clock.move(8 * DAY_MS)
    expect(await eraseDue(hall.foundation)).toBe(0)
    expect((await enter(hall, citizen)).token).toBeDefined()
  })
  test('without a cooling-off the account is gone at once, and phone, name and document are free', async () => {
    const hall = await start(0)
    const citizen = await seedCitizen(hall, 1)
    const walk = await decide(await enter(hall, citizen), citizen)
    await walk.pass({ act: 'confirm' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'account-closed' } })
    expect(await statusOf(hall, citizen)).toEqual({ status: 'deregistered', level: 'L1' })
    expect((await enter(hall, citizen)).token).toBeUndefined()
    const again = await seedCitizen(hall, 1)
    expect(again.accountId).not.toBe(citizen.accountId)
    expect((await signInCitizen(hall, { ...again, username: citizen.documentNumber })).token).toBeDefined()
  })
  test('of two who decide at the same moment one closes the account, and one line says so', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const walks: Walk[] = []
    for (let n = 0; n < 3; n++) {
      walks.push(await decide(await enter(hall, citizen), citizen))
      hall.clock.move(61_000)
    }
    const answers = await Promise.all(walks.map((walk) => walk.tell({ act: 'confirm' })))
    const told = answers.map((answer) => (answer.status === 200 ? 'closed' : codeOf(answer)))
    expect(told.sort()).toEqual(['closed', 'session.expired', 'session.expired'])
    const lines = await linesOf(hall.foundation.database.reader, 'online')
    expect(lines.filter(({ action }) => action === 'account.closing')).toHaveLength(1)
  })
  test.each([0, 7])(
    'after %i days nothing of an account verified on site is left but what is only ever added',
    async (days) => {
      const hall = await start(days)
      const citizen = await seedCitizen(hall, 1)
      const kiosk = await hall.kiosk()
      const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
      const account = { by: 'account', accountId: citizen.accountId } as const
      const record = kiosk.record({ clerk, account, document: documentOfPerson(1) })
      expect(said((await kiosk.deliver([record]))[0])).toBe('granted')
      const client = await enter(hall, citizen)
      await (await client.begin('set-ethnic-group')).pass({ act: 'submit', ethnicGroupCode: '15' })
      const recovery = await new OnlineClient(hall).begin('recover-access')
      await recovery.guarded({ accountName: citizen.username })
      const traces = await tracesOf(hall, citizen)
      expect(traces.length).toBe(11)
      await (await decide(client, citizen)).pass({ act: 'confirm' })
      hall.clock.move(days * DAY_MS + 1000)
      await eraseDue(hall.foundation)
      await deliverEvents({ ...hall.foundation, webhooks: {} })

      const dump = await dumpOf(hall.foundation.database.reader)
      const found = traces.flatMap((trace) => tablesWith(dump, trace).filter((table) => !OUTSIDE.has(table)))
      expect(found).toEqual([])
      const withId = tablesWith(dump, citizen.accountId).filter((table) => !KEPT.has(table))
      expect(withId).toEqual(['accounts'])
      expect(await statusOf(hall, citizen)).toEqual({ status: 'deregistered', level: 'L1' })
      expect(await faultsOf(hall)).toEqual([])
    },
  )
})
