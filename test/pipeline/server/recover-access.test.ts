import { afterEach, describe, expect, test } from 'vitest'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import {
  type Citizen,
  GOOD_PASSWORD,
  quickPasswords,
  seedCitizen,
  setStatus,
  signInCitizen,
} from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { otherThan, recoverUpToPhone, verifyPhone, waysOf } from '../../fixtures/server/walks.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const NEW = 'Anders9wort'
const newPassword = (password = NEW) => ({ act: 'submit', password, passwordAgain: password })

/** What of a state could tell one account from another: its shape, not its words. */
const shapeOf = ({ state }: Walk): unknown => {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shape)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]))
    return typeof value
  }
  return shape({ ...state, step: { ...state.step, input: { ...(state.step?.input as object), captcha: '' } } })
}

describe.each(engines)('找回密码 on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const enter = (hall: TestServer, citizen: Citizen, password: string) => signInCitizen(hall, { ...citizen, password })

  test('by phone, without a real name: a new password, every session ended, nobody signed in', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const sessions = [await enter(hall, citizen, GOOD_PASSWORD), await enter(hall, citizen, GOOD_PASSWORD)]
    const walk = await new OnlineClient(hall).begin('recover-access')
    await walk.guarded({ accountName: citizen.username.toUpperCase() })
    expect(walk.state.step?.input).toEqual({
      maskedAccount: 'T*****1',
      ways: [{ way: 'phone', maskedPhone: '100****0001' }],
      hotline: '400-056-0066',
    })
    await walk.pass({ act: 'submit', way: 'phone' })
    expect(walk.input).toMatchObject({ maskedPhone: '100****0001', omitted: ['residentIdNumber'] })
    await verifyPhone(walk, citizen.phoneNumber)
    expect(walk.state.canGoBack).toBe(false)
    await walk.pass(newPassword())
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'password-set' } })
    expect(walk.state.result?.session).toBeUndefined()
    for (const client of sessions) expect(codeOf(await client.send('GET', '/v1/account'))).toBe('session.expired')
    expect((await enter(hall, citizen, GOOD_PASSWORD)).token).toBeUndefined()
    expect((await enter(hall, citizen, NEW)).token).toBeDefined()
  })
  test('with a real name the ID number is asked too, and told wrong only after the right code', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 2)
    const walk = await recoverUpToPhone(new OnlineClient(hall), citizen.documentNumber.toLowerCase())
    expect(walk.input).not.toHaveProperty('omitted')
    await walk.askForCode()
    const smsCode = await walk.client.lastCode(citizen.phoneNumber)
    const residentIdNumber = documentOfPerson(3).documentNumber
    const answer = { act: 'submit', smsCode, residentIdNumber }
    expect(codeOf(await walk.tell({ act: 'submit', smsCode }))).toBe('field.empty')
    expect(codeOf(await walk.tell({ ...answer, smsCode: otherThan(smsCode) }))).toBe('code.wrong')
    expect(codeOf(await walk.tell(answer))).toBe('identity.number-differs')
    expect(walk.input).toMatchObject({ isCodeSettled: true })
    for (let n = 0; n < 4; n++) await walk.tell(answer)
    const right = { ...answer, residentIdNumber: citizen.documentNumber }
    expect(codeOf(await walk.tell(right)), 'guesses are counted').toBe('sign-in.too-many-tries')
    hall.clock.move(31_000)
    await walk.pass(right)
    await walk.pass(newPassword())
    expect((await enter(hall, citizen, NEW)).token).toBeDefined()
  })
  test('上一页 and 重新选择 lead back, and a name typed anew forgets the one before', async () => {
    const hall = await start()
    const [one, two] = [await seedCitizen(hall, 1, false), await seedCitizen(hall, 2)]
    const walk = await recoverUpToPhone(new OnlineClient(hall), one.username)
    await walk.askForCode()
    await walk.back()
    expect(walk.step).toBe('choose-recovery-way')
    await walk.back()
    expect(walk.step).toBe('name-account')
    await walk.guarded({ accountName: two.username })
    expect(waysOf(walk)[0]).toMatchObject({ way: 'phone-and-document', maskedPhone: '100****0002' })
    expect(codeOf(await walk.tell({ act: 'submit', way: 'phone' })), 'not offered').toBe('request.invalid')
    await walk.pass({ act: 'submit', way: 'phone-and-document' })
    const smsCode = await walk.client.lastCode(one.phoneNumber)
    const values = { act: 'submit', smsCode, residentIdNumber: two.documentNumber }
    expect(codeOf(await walk.tell(values)), "the first one's code").toBe('code.not-sent')
  })
  test('a new password may be neither the old one, nor like the account, nor common', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const walk = await verifyPhone(
      await recoverUpToPhone(new OnlineClient(hall), citizen.username),
      citizen.phoneNumber,
    )
    for (const [password, code] of [
      [GOOD_PASSWORD, 'password.unchanged'],
      [`a${citizen.phoneNumber.slice(-6)}`, 'password.like-account'],
      [`${citizen.username}9`, 'password.like-account'],
      ['abc123', 'password.common'],
      ['123456789', 'password.invalid'],
    ] as const)
      expect(codeOf(await walk.tell(newPassword(password))), code).toBe(code)
    expect(codeOf(await walk.tell({ ...newPassword(), passwordAgain: 'x' }))).toBe('password.differs')
    await walk.pass(newPassword())
  })
  test('recovery during the cooling-off works and takes nothing back', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    await setStatus(hall, citizen.accountId, 'closing', new Date(Date.now() + 86_400_000).toISOString())
    const walk = await verifyPhone(
      await recoverUpToPhone(new OnlineClient(hall), citizen.username),
      citizen.phoneNumber,
    )
    await walk.pass(newPassword())
    const again = await new OnlineClient(hall).begin('sign-in')
    await again.guarded({ accountName: citizen.username, currentPassword: NEW })
    expect(again.step).toBe('restore-account')
  })
  test('an account that is frozen on the way gets no new password', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const walk = await verifyPhone(
      await recoverUpToPhone(new OnlineClient(hall), citizen.username),
      citizen.phoneNumber,
    )
    await setStatus(hall, citizen.accountId, 'frozen')
    expect(codeOf(await walk.tell(newPassword()))).toBe('flow.gone')
    await setStatus(hall, citizen.accountId, 'active')
    expect((await enter(hall, citizen, GOOD_PASSWORD)).token).toBeDefined()
  })
  test('a code that is used or too old says so', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const walk = await verifyPhone(
      await recoverUpToPhone(new OnlineClient(hall), citizen.username),
      citizen.phoneNumber,
    )
    const smsCode = await walk.client.lastCode(citizen.phoneNumber)
    const second = await recoverUpToPhone(new OnlineClient(hall), citizen.username)
    expect(codeOf(await second.tell({ act: 'submit', smsCode }))).toBe('code.used')
    hall.clock.move(61_000)
    await second.askForCode()
    const late = await second.client.lastCode(citizen.phoneNumber)
    hall.clock.move(5 * 60_000)
    expect(codeOf(await second.tell({ act: 'submit', smsCode: late }))).toBe('code.expired')
  })
})

describe.each(engines)('找回密码 for names that nobody has on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))

  /** Everything that a stranger sees of a name, in shapes and codes. */
  async function seenOf(hall: TestServer, accountName: string): Promise<unknown> {
    const client = new OnlineClient(hall)
    const walk = await client.begin('recover-access')
    await walk.guarded({ accountName })
    const [way] = waysOf(walk)
    const seen: unknown[] = [shapeOf(walk), way?.way]
    await walk.pass({ act: 'submit', way: way?.way ?? '' })
    seen.push(shapeOf(walk), (await walk.askForCode()).status, shapeOf(walk))
    const residentIdNumber = way?.maskedDocumentNumber ? { residentIdNumber: documentOfPerson(77).documentNumber } : {}
    const guess = { act: 'submit', smsCode: '000000', ...residentIdNumber }
    for (let n = 0; n < 6; n++) seen.push(codeOf(await walk.tell(guess)))
    seen.push(codeOf(await walk.askForCode()), shapeOf(walk))
    return seen
  }

  test('a stranger sees the same of known and unknown, frozen, closed and due accounts', async () => {
    const hall = await start()
    const byKind: Record<string, unknown[]> = { phone: [], 'phone-and-document': [] }
    const see = async (name: string) => {
      const seen = (await seenOf(hall, name)) as unknown[]
      byKind[String(seen[1])]?.push(seen)
    }
    const plain = await seedCitizen(hall, 1, false)
    const named = await seedCitizen(hall, 2)
    const states = [await seedCitizen(hall, 3), await seedCitizen(hall, 4), await seedCitizen(hall, 5)]
    await setStatus(hall, states[0]!.accountId, 'frozen')
    await setStatus(hall, states[1]!.accountId, 'deregistered')
    await setStatus(hall, states[2]!.accountId, 'closing', new Date(Date.now() - 1000).toISOString())
    for (const { username } of [plain, named, ...states]) await see(username)
    // Which way a made-up owner has is as good as thrown by a coin: with so many names both turn up.
    for (let n = 0; n < 30; n++) await see(`nobody${n}`)
    await see(documentOfPerson(99).documentNumber)
    await see(phoneOfPerson(999))
    for (const [kind, all] of Object.entries(byKind)) {
      expect(all.length, kind).toBeGreaterThan(2)
      expect(new Set(all.map((one) => JSON.stringify(one))).size, kind).toBe(1)
    }
  })
  test('a made-up owner stays the same; what was typed is masked as a real one would be', async () => {
    const hall = await start()
    const show = async (accountName: string) => {
      const walk = await new OnlineClient(hall).begin('recover-access')
      await walk.guarded({ accountName })
      return walk.state.step?.input as {
        maskedAccount: string
        ways: { maskedPhone: string; maskedDocumentNumber?: string }[]
      }
    }
    expect(await show('nobody01')).toEqual(await show('nobody01'))
    expect((await show('nobody01')).ways).toEqual((await show('NOBODY01')).ways)
    const { documentNumber } = documentOfPerson(98)
    expect(await show(phoneOfPerson(998))).toMatchObject({
      maskedAccount: '100****0998',
      ways: [{ maskedPhone: '100****0998' }],
    })
    const masked = `1199************${documentNumber.slice(-2)}`
    expect(await show(documentNumber)).toMatchObject({
      maskedAccount: masked,
      ways: [{ maskedDocumentNumber: masked }],
    })
  })
  test('a code for nobody goes nowhere: not to a number typed or made up, nor to the owner of a frozen account', async () => {
    const hall = await start()
    const [frozen, due] = [await seedCitizen(hall, 3), await seedCitizen(hall, 4, false)]
    await setStatus(hall, frozen.accountId, 'frozen')
    await setStatus(hall, due.accountId, 'closing', new Date(Date.now() - 1000).toISOString())
    for (const accountName of [
      'nobody01',
      phoneOfPerson(999),
      frozen.username,
      frozen.documentNumber,
      due.phoneNumber,
    ]) {
      const walk = await recoverUpToPhone(new OnlineClient(hall), accountName)
      expect((await walk.askForCode()).status).toBe(200)
      expect(walk.input).not.toMatchObject({ maskedPhone: '100****0003' })
    }
    const { reader } = hall.foundation.database
    expect(await reader.all('SELECT recipient, code FROM sandbox_messages')).toEqual([])
  })
})
