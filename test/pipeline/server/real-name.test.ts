import { describe, expect, test } from 'vitest'
import { bindingOf } from '../../../sync-server/accounts/accounts.repository.ts'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { authorityHalls, identityClaim } from '../../fixtures/server/authority-hall.ts'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { GOOD_PASSWORD, seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf, said } from '../../fixtures/server/desk.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import type { TestServer } from '../../fixtures/server/test-server.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()
const claim = identityClaim

/** A registration that stands at 实名认证. */
async function registered(hall: TestServer, n: number): Promise<Walk> {
  const client = new OnlineClient(hall)
  const walk = await client.begin('register-account')
  const phoneNumber = phoneOfPerson(n)
  await walk.askForCode(phoneNumber)
  const smsCode = await client.lastCode(phoneNumber)
  const password = { password: GOOD_PASSWORD, passwordAgain: GOOD_PASSWORD }
  await walk.pass({ act: 'submit', username: `beijing${n}`, phoneNumber, smsCode, ...password, agreement: 'yes' })
  client.token = walk.state.result?.session?.token
  return walk
}

describe.each(engines)('实名认证 on $name', ({ fresh }) => {
  const start = async () => halls.start(await fresh())
  const centre = async ({ client }: Walk) => (await client.send('GET', '/v1/account')).body
  const accountIdOf = async (hall: TestServer, n: number): Promise<string> => {
    const hash = hall.foundation.personal.hash('phone', phoneOfPerson(n))
    const text = 'SELECT account_id AS "accountId" FROM identifiers WHERE hash = ?'
    return (await hall.foundation.database.reader.get<{ accountId: string }>(text, hash))?.accountId ?? ''
  }

  test('is offered by 个人中心 too, after the phone was proved; whoever declines leaves as they came', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 3, false)
    const client = await signInCitizen(hall, citizen)
    const declined = await beginVerified(client, 'verify-real-name', citizen.phoneNumber)
    await declined.pass({ act: 'skip' })
    expect([declined.state.status, await centre(declined)]).toMatchObject(['cancelled', { level: 'L1' }])
    hall.clock.move(61_000)
    const walk = await beginVerified(client, 'verify-real-name', citizen.phoneNumber)
    await walk.pass(claim(3))
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'real-name-verified' } })
    expect(await centre(walk)).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
  })

  test('a session that ends while the register is asked verifies nobody', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 3, false)
    const walk = await beginVerified(await signInCitizen(hall, citizen), 'verify-real-name', citizen.phoneNumber)
    const { database } = hall.foundation
    const write = database.write.bind(database)
    const endedBefore = async <T>(job: Parameters<typeof write<T>>[0]): Promise<T> => {
      await write((tx) => tx.run('DELETE FROM account_sessions'))
      return write(job)
    }
    Object.assign(database, { write: endedBefore })
    expect(codeOf(await walk.tell(claim(3)))).toBe('session.expired')
    Object.assign(database, { write })
    expect(await bindingOf(database.reader, citizen.accountId)).toBeUndefined()
  })

  test('name and number that belong together give L2, a binding, evidence and an audit line', async () => {
    const hall = await start()
    const walk = await registered(hall, 1)
    expect(walk.state.step).toMatchObject({ kind: 'real-name', title: '实名认证' })
    await walk.pass({ ...claim(1), fullName: ' 测试甲 ' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'registered-and-verified' } })
    const { documentNumber } = documentOfPerson(1)
    expect(await centre(walk)).toMatchObject({
      ...{ level: 'L2', verifiedBy: ['real-name'], maskedName: '**甲', sex: 'male' },
      maskedDocumentNumber: `1199************${documentNumber.slice(-2)}`,
    })
    const { reader } = hall.foundation.database
    const accountId = await accountIdOf(hall, 1)
    expect(await reader.kysely.selectFrom('identityChecks').selectAll().execute()).toMatchObject([
      { accountId, level: 'L2', kind: 'real-name', authority: 'sandbox population' },
    ])
    const lines = await linesOf(reader, 'online')
    expect(lines.at(-1)).toMatchObject({ action: 'account.identity-checked', subject: accountId })
    expect(JSON.stringify(lines)).not.toContain(documentNumber)
    expect(await verifyLevels(reader)).toEqual({ grants: 0, checks: 1, faults: [] })
    const byNumber = await new OnlineClient(hall).begin('sign-in')
    await byNumber.guarded({ accountName: documentNumber, currentPassword: GOOD_PASSWORD })
    expect(byNumber.state.status).toBe('done')
  })
  test('暂不认证 ends at L1', async () => {
    const walk = await registered(await start(), 1)
    await walk.pass({ act: 'skip' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'registered' } })
    expect(await centre(walk)).toMatchObject({ level: 'L1', verifiedBy: [] })
  })
  test('what does not belong together is told, counted, and changes nothing', async () => {
    const hall = await start()
    const walk = await registered(hall, 1)
    expect(codeOf(await walk.tell({ ...claim(1), documentNumber: '119999190001010010' }))).toBe(
      'document.number-invalid',
    )
    expect(codeOf(await walk.tell(claim(1, '1')))).toBe('name.invalid')
    for (let n = 0; n < 4; n++) expect(codeOf(await walk.tell(claim(2, '测试乙')))).toBe('identity.mismatch')
    expect(codeOf(await walk.tell(claim(9)))).toBe('identity.mismatch')
    const refused = await walk.tell(claim(1))
    expect(refused.body).toMatchObject({ code: 'identity.too-many-tries', status: 429 })
    expect((refused.body as { retryAfterS: number }).retryAfterS).toBeGreaterThan(0)
    expect(await centre(walk)).toMatchObject({ level: 'L1' })
    hall.clock.move(31_000)
    await walk.pass(claim(1))
  })
  test('a register that is busy or does not answer is not the citizen’s fault; going on without it works', async () => {
    const walk = await registered(await start(), 5)
    expect(codeOf(await walk.tell(claim(5)))).toBe('identity.register-unavailable')
    expect(codeOf(await walk.tell(claim(6)))).toBe('identity.register-unavailable')
    await walk.pass({ act: 'skip' })
    expect(walk.state.status).toBe('done')
  })
  test('that a document is another account’s is told only to whoever knows name and number', async () => {
    const hall = await start()
    const owner = await seedCitizen(hall, 1)
    const walk = await registered(hall, 2)
    expect(codeOf(await walk.tell(claim(1, '测试乙')))).toBe('identity.mismatch')
    await walk.pass(claim(1))
    expect(walk.state.step?.kind).toBe('bound-elsewhere')
    await walk.back()
    expect((await signInCitizen(hall, { ...owner, username: owner.documentNumber })).token).toBeDefined()
    await walk.pass(claim(2))
  })
  test('of several who claim one document at the same moment exactly one gets it', async () => {
    const hall = await start()
    const walks = await Promise.all([1, 2, 3].map((n) => registered(hall, n)))
    const answers = await Promise.all(walks.map((walk) => walk.tell(claim(4))))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(['document.bound-elsewhere', ...refused.map(codeOf)]).size).toBe(1)
    const told = walks.map(({ state }) => state.status)
    expect(told.sort()).toEqual(['active', 'active', 'done'])
    expect(await verifyLevels(hall.foundation.database.reader)).toEqual({ grants: 0, checks: 1, faults: [] })
  })
  test('L4 from a counter still comes on top, and a later check takes nothing away', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const grant = async (n: number) => {
      const account = { by: 'account', accountId: await accountIdOf(hall, n) } as const
      return said((await kiosk.deliver([kiosk.record({ clerk, account, document: documentOfPerson(n) })]))[0])
    }
    const online = await registered(hall, 1)
    await online.pass(claim(1))
    expect(await grant(1)).toBe('granted')
    expect(await centre(online)).toMatchObject({ level: 'L4', verifiedBy: ['real-name', 'in-person'] })

    const late = await registered(hall, 2)
    expect(await grant(2)).toBe('granted')
    const { reader } = hall.foundation.database
    const bound = await bindingOf(reader, await accountIdOf(hall, 2))
    expect(codeOf(await late.tell(claim(3)))).toBe('document.differs-from-account')
    await late.pass(claim(2))
    expect(await centre(late)).toMatchObject({ level: 'L4', verifiedBy: ['real-name', 'in-person'] })
    expect(await bindingOf(reader, await accountIdOf(hall, 2))).toEqual(bound)
    expect(await verifyLevels(reader)).toEqual({ grants: 2, checks: 2, faults: [] })
    expect(await faultsOf(hall)).toEqual([])
  })
  test('a level that rests on somebody else’s check is found', async () => {
    const hall = await start()
    await (await registered(hall, 1)).pass(claim(1))
    await (await registered(hall, 2)).pass({ act: 'skip' })
    const accountId = await accountIdOf(hall, 2)
    const borrow = `UPDATE accounts SET level = 'L2', identity_check_id = (SELECT id FROM identity_checks) WHERE id = ?`
    await hall.foundation.database.write((tx) => tx.run(borrow, accountId))
    const { faults } = await verifyLevels(hall.foundation.database.reader)
    expect(faults).toMatchObject([{ accountId, because: 'level-differs-from-grants' }])
  })
})
