import { describe, expect, test } from 'vitest'
import { bindingOf } from '../../../sync-server/accounts/accounts.repository.ts'
import { authorityHalls, identityClaim } from '../../fixtures/server/authority-hall.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'
import { type Citizen, seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf, said } from '../../fixtures/server/desk.ts'
import { codeOf, type OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import type { TestServer } from '../../fixtures/server/test-server.ts'
import { verifiedCitizen } from '../../fixtures/server/verified-citizen.ts'
import { beginVerified, verifyPhone } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()

describe.each(engines)('解绑 and 换绑 on $name', ({ fresh }) => {
  const start = async () => halls.start(await fresh())
  const centre = async (client: OnlineClient) => (await client.send('GET', '/v1/account')).body
  const titles = async (client: OnlineClient) => {
    const { body } = await client.send('GET', '/v1/account/notices')
    return (body as { notices: { kind: string }[] }).notices.map(({ kind }) => kind)
  }
  const isOut = async (client: OnlineClient) => codeOf(await client.send('GET', '/v1/account')) === 'session.expired'
  const bound = ({ foundation }: TestServer, { accountId }: Citizen) => bindingOf(foundation.database.reader, accountId)
  /** A flow past 验证身份, when the last code was sent long enough ago. */
  const begin = async (hall: TestServer, client: OnlineClient, who: { flow: string; citizen: Citizen }) => {
    hall.clock.move(61_000)
    return beginVerified(client, who.flow, who.citizen.phoneNumber)
  }
  const elsewhere = async (hall: TestServer, claimant: { client: OnlineClient; citizen: Citizen }): Promise<Walk> => {
    const walk = await begin(hall, claimant.client, { flow: 'verify-real-name', citizen: claimant.citizen })
    await walk.pass(identityClaim(1))
    expect(walk.state.step).toMatchObject({
      kind: 'bound-elsewhere',
      input: { ways: ['take-over', 'appeal', 'in-person'] },
    })
    return walk
  }

  test('解绑 takes name, level and every session; the document is free, and old evidence counts no more', async () => {
    const hall = await start()
    const { client, citizen } = await verifiedCitizen(hall, 1)
    const other = await signInCitizen(hall, citizen)
    const walk = await begin(hall, client, { flow: 'unbind-document', citizen })
    expect(walk.state.step).toMatchObject({ kind: 'confirm-unbinding', input: { maskedName: '**甲' } })
    await walk.tell({ act: 'confirm' })
    expect([await isOut(client), await isOut(other)]).toEqual([true, true])
    expect([await bound(hall, citizen), await faultsOf(hall)]).toEqual([undefined, []])
    const again = await signInCitizen(hall, citizen)
    expect(await centre(again)).toMatchObject({ level: 'L1', verifiedBy: [] })
    expect(await centre(again)).not.toHaveProperty('maskedName')
    expect(await titles(again)).toEqual(['document-unbound', 'level-changed'])
    const second = await verifiedCitizen(hall, 2, 1)
    expect(await centre(second.client)).toMatchObject({ level: 'L2' })
    expect(await faultsOf(hall)).toEqual([])
  })

  test('thinking it over leaves everything as it was; without a real name there is nothing to unbind', async () => {
    const hall = await start()
    const { client, citizen } = await verifiedCitizen(hall, 1)
    const walk = await begin(hall, client, { flow: 'unbind-document', citizen })
    await walk.pass({ act: 'keep' })
    expect([walk.state.status, await centre(client)]).toMatchObject(['cancelled', { level: 'L2' }])
    const nameless = await seedCitizen(hall, 3, false)
    const begun = await (await signInCitizen(hall, nameless)).begin('unbind-document')
    await begun.askForCode()
    const smsCode = await begun.client.lastCode(nameless.phoneNumber)
    expect(codeOf(await begun.tell({ act: 'submit', smsCode }))).toBe('document.not-bound')
  })

  test('an on-site level does not outlive the identity, nor comes back with a record from before', async () => {
    const hall = await start()
    const { client, citizen } = await verifiedCitizen(hall, 1)
    const kiosk = await hall.kiosk()
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const account = { by: 'account', accountId: citizen.accountId } as const
    const record = () => kiosk.record({ clerk, account, document: documentOfPerson(1) })
    expect(said((await kiosk.deliver([record()]))[0])).toBe('granted')
    const early = record()
    expect(await centre(client)).toMatchObject({ level: 'L4' })
    const walk = await begin(hall, client, { flow: 'unbind-document', citizen })
    await walk.tell({ act: 'confirm' })
    expect(said((await kiosk.deliver([early]))[0])).toBe('returned evidence.stale')
    expect(await centre(await signInCitizen(hall, citizen))).toMatchObject({ level: 'L1', verifiedBy: [] })
    expect(await faultsOf(hall)).toEqual([])
  })

  test('换绑 makes the new document the identity, from new evidence only, and keeps only this session', async () => {
    const hall = await start()
    const { client, citizen } = await verifiedCitizen(hall, 1)
    const other = await signInCitizen(hall, citizen)
    const walk = await begin(hall, client, { flow: 'rebind-document', citizen })
    expect(codeOf(await walk.tell(identityClaim(1)))).toBe('document.same-as-bound')
    await walk.pass(identityClaim(2))
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'document-rebound' } })
    expect([await isOut(client), await isOut(other)]).toEqual([true, true])
    client.token = walk.state.result?.session?.token
    const { documentNumber } = documentOfPerson(2)
    expect(await centre(client)).toMatchObject({
      ...{ level: 'L2', verifiedBy: ['real-name'] },
      maskedDocumentNumber: `1199************${documentNumber.slice(-2)}`,
    })
    expect(await titles(client)).toContain('document-rebound')
    expect(await faultsOf(hall)).toEqual([])
  })

  test('whoever proves name, number and the other account’s phone takes the document over; the other is told and out', async () => {
    const hall = await start()
    const owner = await verifiedCitizen(hall, 1)
    const citizen = await seedCitizen(hall, 2, false)
    const client = await signInCitizen(hall, citizen)
    const walk = await elsewhere(hall, { client, citizen })
    await walk.pass({ act: 'take-over' })
    const wrong = { act: 'submit', smsCode: '000000' }
    expect(codeOf(await walk.tell(wrong))).toBe('code.not-sent')
    await verifyPhone(walk, owner.citizen.phoneNumber)
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'real-name-verified' } })
    expect(await centre(client)).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
    expect(await isOut(owner.client)).toBe(true)
    const back = await signInCitizen(hall, owner.citizen)
    expect([await centre(back), await titles(back)]).toMatchObject([
      { level: 'L1' },
      ['document-moved-away', 'level-changed'],
    ])
    expect(await faultsOf(hall)).toEqual([])
  })

  test('a code for anything else does not move a document, and a document that was freed meanwhile is not fought over', async () => {
    const hall = await start()
    const owner = await verifiedCitizen(hall, 1)
    const citizen = await seedCitizen(hall, 2, false)
    const walk = await elsewhere(hall, { client: await signInCitizen(hall, citizen), citizen })
    await walk.pass({ act: 'take-over' })
    hall.clock.move(61_000)
    const theirs = await owner.client.begin('unbind-document')
    await theirs.askForCode()
    const smsCode = await theirs.client.lastCode(owner.citizen.phoneNumber)
    expect(codeOf(await walk.tell({ act: 'submit', smsCode }))).toBe('code.not-sent')
    await theirs.pass({ act: 'submit', smsCode })
    await theirs.tell({ act: 'confirm' })
    expect(codeOf(await walk.tell({ act: 'submit', smsCode }))).toBe('document.free-again')
    expect(await faultsOf(hall)).toEqual([])
  })

  test('of two who take one document over at the same moment exactly one has it', async () => {
    const hall = await start()
    const owner = await verifiedCitizen(hall, 1)
    const claimants = await Promise.all(
      [2, 3].map(async (n) => {
        const citizen = await seedCitizen(hall, n, false)
        return { citizen, client: await signInCitizen(hall, citizen) }
      }),
    )
    const walks: { walk: Walk; smsCode: string }[] = []
    for (const claimant of claimants) {
      const walk = await elsewhere(hall, claimant)
      await walk.pass({ act: 'take-over' })
      hall.clock.move(61_000)
      await walk.askForCode()
      walks.push({ walk, smsCode: await claimant.client.lastCode(owner.citizen.phoneNumber) })
    }
    const answers = await Promise.all(walks.map(({ walk, smsCode }) => walk.tell({ act: 'submit', smsCode })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const bindings = await Promise.all([owner, ...claimants].map(({ citizen }) => bound(hall, citizen)))
    expect(bindings.filter((one) => one !== undefined)).toHaveLength(1)
    expect(await faultsOf(hall)).toEqual([])
  })
})
