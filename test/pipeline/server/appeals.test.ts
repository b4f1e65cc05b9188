import { describe, expect, test } from 'vitest'
import type { AppealCase, AppealView } from '../../../sync-server/contract/appeal.ts'
import { authorityHalls, identityClaim } from '../../fixtures/server/authority-hall.ts'
import { seedCitizen, setStatus, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf } from '../../fixtures/server/desk.ts'
import { codeOf, type OnlineClient } from '../../fixtures/server/online-client.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { verifiedCitizen } from '../../fixtures/server/verified-citizen.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()
const answer = '经当面核对，证件由申诉人本人持有'
const words = '原手机号码已停用'

describe.each(engines)('人工申诉 on $name', ({ fresh }) => {
  const centre = async (client: OnlineClient) => (await client.send('GET', '/v1/account')).body
  const appealsOf = async (client: OnlineClient) =>
    ((await client.send('GET', '/v1/account/appeals')).body as { appeals: AppealView[] }).appeals

  /** Person 1 has the document; person 2 claims it and appeals. */
  async function begin() {
    const hall = await halls.start(await fresh())
    const owner = await verifiedCitizen(hall, 1)
    const citizen = await seedCitizen(hall, 2, false)
    const client = await signInCitizen(hall, citizen)
    hall.clock.move(61_000)
    const walk = await beginVerified(client, 'verify-real-name', citizen.phoneNumber)
    await walk.pass(identityClaim(1))
    await walk.pass({ act: 'appeal' })
    await walk.pass({ act: 'submit', reason: 'old-account', proofs: ['document-original'], words })
    await walk.pass({ act: 'submit' })
    const kiosk = await hall.kiosk()
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const supervisor = await kiosk.signIn('2001', 'Hall-2001-demo')
    const [appeal] = await appealsOf(client)
    return { hall, owner, citizen, client, kiosk, clerk, supervisor, number: appeal?.number ?? '' }
  }
  const ask = (kiosk: TestKiosk, { token }: { token: string }, path = '', body?: object) =>
    kiosk.send(path === '' ? 'GET' : 'POST', `/v1/staff/appeals${path}`, { token, ...(body ? { body } : {}) })
  const listed = async (kiosk: TestKiosk, staff: { token: string }) =>
    ((await ask(kiosk, staff)).body as { cases: AppealCase[] }).cases

  test('one member of staff sees the appellant, another agrees: the document moves, its former owner is out', async () => {
    const { hall, owner, client, kiosk, clerk, supervisor, number } = await begin()
    expect(await listed(kiosk, clerk)).toMatchObject([
      { number, state: 'accepted', words, proofs: ['document-original'], maskedName: '**甲', holder: { level: 'L2' } },
    ])
    expect((await ask(kiosk, clerk, `/${number}/taking`)).body).toMatchObject({ state: 'in-progress', takenBy: '1001' })
    const decision = { isAgreed: true, answer }
    expect((await ask(kiosk, supervisor, `/${number}/decision`, decision)).status).toBe(200)
    expect(await centre(client)).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
    expect(codeOf(await owner.client.send('GET', '/v1/account'))).toBe('session.expired')
    expect(await appealsOf(client)).toMatchObject([{ number, state: 'agreed', answer }])
    expect(await listed(kiosk, clerk)).toEqual([])
    expect(await faultsOf(hall)).toEqual([])
  })

  test('refused: nothing moves, and the appellant reads why', async () => {
    const { hall, owner, client, kiosk, clerk, supervisor, number } = await begin()
    await ask(kiosk, clerk, `/${number}/taking`)
    await ask(kiosk, supervisor, `/${number}/decision`, { isAgreed: false, answer })
    expect(await centre(client)).toMatchObject({ level: 'L1', verifiedBy: [] })
    expect(await centre(owner.client)).toMatchObject({ level: 'L2' })
    expect(await appealsOf(client)).toMatchObject([{ state: 'rejected', answer }])
    expect(await faultsOf(hall)).toEqual([])
  })

  test('nobody decides alone, out of turn, without the right, or without a word', async () => {
    const { kiosk, clerk, supervisor, number } = await begin()
    const decision = { isAgreed: true, answer }
    expect(codeOf(await ask(kiosk, supervisor, `/${number}/decision`, decision))).toBe('appeal.moved-on')
    await ask(kiosk, supervisor, `/${number}/taking`)
    expect(codeOf(await ask(kiosk, supervisor, `/${number}/decision`, decision))).toBe('appeal.same-person')
    expect(codeOf(await ask(kiosk, clerk, `/${number}/decision`, decision))).toBe('staff.not-allowed')
    expect(codeOf(await ask(kiosk, clerk, `/${number}/decision`, { ...decision, answer: '' }))).toBe('request.invalid')
    expect(codeOf(await ask(kiosk, clerk, '/S000000000/taking'))).toBe('appeal.not-found')
  })

  test('a case is one person’s: theirs again when the answer was lost, nobody else’s', async () => {
    const { kiosk, clerk, supervisor, number } = await begin()
    const taken = await ask(kiosk, clerk, `/${number}/taking`)
    expect((await ask(kiosk, clerk, `/${number}/taking`)).body).toEqual(taken.body)
    expect(codeOf(await ask(kiosk, supervisor, `/${number}/taking`))).toBe('appeal.taken')
  })

  test('what was withdrawn is neither taken nor decided; what was decided is not decided again', async () => {
    const { client, kiosk, clerk, supervisor, number } = await begin()
    await ask(kiosk, clerk, `/${number}/taking`)
    expect((await client.send('DELETE', `/v1/account/appeals/${number}`)).status).toBe(204)
    const decision = { isAgreed: true, answer }
    expect(codeOf(await ask(kiosk, supervisor, `/${number}/decision`, decision))).toBe('appeal.moved-on')
    expect(codeOf(await ask(kiosk, clerk, `/${number}/taking`))).toBe('appeal.moved-on')
    expect(await appealsOf(client)).toMatchObject([{ state: 'withdrawn' }])
  })

  test('an account that cannot be used any more gets no document, and the case can still be refused', async () => {
    const { hall, citizen, kiosk, clerk, supervisor, number } = await begin()
    await ask(kiosk, clerk, `/${number}/taking`)
    await setStatus(hall, citizen.accountId, 'frozen')
    const agreed = await ask(kiosk, supervisor, `/${number}/decision`, { isAgreed: true, answer })
    expect(codeOf(agreed)).toBe('appeal.account-gone')
    const refused = await ask(kiosk, supervisor, `/${number}/decision`, { isAgreed: false, answer })
    expect(refused.status).toBe(200)
  })

  test('of two who decide at the same moment one has decided', async () => {
    const { hall, client, kiosk, clerk, supervisor, number } = await begin()
    await ask(kiosk, clerk, `/${number}/taking`)
    const both = [true, false].map((isAgreed) => ask(kiosk, supervisor, `/${number}/decision`, { isAgreed, answer }))
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 409])
    const [appeal] = await appealsOf(client)
    const { verifiedBy } = (await centre(client)) as { verifiedBy: string[] }
    expect(verifiedBy).toEqual(appeal?.state === 'agreed' ? ['real-name'] : [])
    expect(await faultsOf(hall)).toEqual([])
  })
})
