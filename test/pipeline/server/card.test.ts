import { describe, expect, test } from 'vitest'
import { authorityHalls } from '../../fixtures/server/authority-hall.ts'
import { type Citizen, seedCitizen, setStatus } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf } from '../../fixtures/server/desk.ts'
import { codeOf, OnlineClient, type Walk } from '../../fixtures/server/online-client.ts'
import { presentedCard } from '../../fixtures/server/presented-card.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import type { TestServer } from '../../fixtures/server/test-server.ts'
import { verifyPhone } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()

describe.each(engines)('刷身份证 on $name', ({ fresh }) => {
  const centre = async (client: OnlineClient) => (await client.send('GET', '/v1/account')).body
  async function begin() {
    const hall = await halls.start(await fresh())
    const kiosk = await hall.kiosk()
    return { hall, kiosk, client: new OnlineClient(hall, kiosk) }
  }
  async function signIn(client: OnlineClient, citizen: Citizen): Promise<void> {
    const walk = await client.begin('sign-in')
    await walk.guarded({ accountName: citizen.username, currentPassword: citizen.password })
    client.token = walk.state.result?.session?.token
  }
  /** 实名认证 up to the reader, of a citizen who is signed in there. */
  async function toReader(hall: TestServer, client: OnlineClient, n: number): Promise<Walk> {
    const citizen = await seedCitizen(hall, n, false)
    await signIn(client, citizen)
    hall.clock.move(61_000)
    const walk = await verifyPhone(await client.begin('verify-real-name'), citizen.phoneNumber)
    await walk.pass({ act: 'by-card' })
    return walk
  }
  const present = (hall: TestServer, walk: Walk, n: number, change: Parameters<typeof presentedCard>[2] = {}) =>
    walk.tell(presentedCard(n, hall.clock.now(), change))

  describe('in place of typing', () => {
    test('the chip fills the form, its holder confirms the mask, the register is asked, and L2 rests on the chip', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      await present(hall, walk, 1)
      expect(walk.state.step).toMatchObject({ kind: 'confirm-card', input: { maskedName: '**甲' } })
      expect(JSON.stringify(walk.state)).not.toContain('测试甲')
      expect(await centre(client)).toMatchObject({ level: 'L1' })
      await walk.pass({ act: 'submit' })
      expect(walk.state).toMatchObject({ status: 'done', result: { page: 'real-name-verified' } })
      expect(await centre(client)).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
      const kinds = await hall.foundation.database.reader.all('SELECT kind FROM identity_checks')
      expect(kinds).toEqual([{ kind: 'card-chip' }])
      expect(await faultsOf(hall)).toEqual([])
    })

    test('上一步 leads to another card and back to typing', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      await present(hall, walk, 1)
      await walk.back()
      expect(walk.state.step?.kind).toBe('read-id-card')
      await walk.back()
      expect(walk.state.step?.kind).toBe('real-name')
    })

    test('a card whose holder the register does not know gives nothing', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      await present(hall, walk, 1, { fullName: '测试乙' })
      expect(codeOf(await walk.tell({ act: 'submit' }))).toBe('card-read.not-confirmed')
      expect(await centre(client)).toMatchObject({ level: 'L1' })
    })

    test('away from a kiosk there is no such way', async () => {
      const { hall } = await begin()
      const client = new OnlineClient(hall)
      const citizen = await seedCitizen(hall, 1, false)
      await signIn(client, citizen)
      hall.clock.move(61_000)
      const walk = await verifyPhone(await client.begin('verify-real-name'), citizen.phoneNumber)
      expect(codeOf(await walk.tell({ act: 'by-card' }))).toBe('card-read.kiosk-only')
      expect(codeOf(await client.send('POST', '/v1/flows', { flow: 'sign-in-by-card' }))).toBe('card-read.kiosk-only')
    })
  })

  describe('what a read has to be', () => {
    test('used once, for whatever it was used', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      const read = presentedCard(1, hall.clock.now())
      await walk.pass(read)
      await walk.back()
      expect(codeOf(await walk.tell(read))).toBe('card-read.replayed')
      const other = await client.begin('sign-in-by-card')
      expect(codeOf(await other.tell(read))).toBe('card-read.replayed')
    })

    test('fresh', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      const at = (ms: number) => new Date(hall.clock.now().getTime() + ms)
      expect(codeOf(await walk.tell(presentedCard(1, at(-8 * 60_000))))).toBe('card-read.stale')
      expect(codeOf(await walk.tell(presentedCard(1, at(8 * 60_000))))).toBe('card-read.stale')
    })

    test('of the reader that the first card tied the kiosk to', async () => {
      const { hall, client } = await begin()
      const walk = await client.begin('sign-in-by-card')
      await present(hall, walk, 1)
      await walk.back()
      const samId = '05.01-20260101-0000000002-0000000002'
      expect(codeOf(await present(hall, walk, 1, { samId }))).toBe('card-read.reader-unknown')
    })

    test('of a document that is valid and of a type that is taken', async () => {
      const { hall, client } = await begin()
      const walk = await toReader(hall, client, 1)
      expect(codeOf(await present(hall, walk, 1, { validUntil: '2021-01-01' }))).toBe('document.expired')
      const type = 'hk-macao-taiwan-residence-permit'
      expect(codeOf(await present(hall, walk, 1, { type }))).toBe('card-read.type-not-taken')
    })
  })

  describe('刷身份证登录', () => {
    const tap = async (hall: TestServer, kiosk: TestKiosk, n: number): Promise<Walk> => {
      const walk = await new OnlineClient(hall, kiosk).begin('sign-in-by-card')
      await present(hall, walk, n)
      return walk
    }
    const finish = (walk: Walk, smsCode: string) => walk.tell({ act: 'submit', smsCode })

    test('the card says whose account it is, its phone lets in, and the session says how', async () => {
      const { hall, kiosk } = await begin()
      const { phoneNumber } = await seedCitizen(hall, 1)
      const walk = await tap(hall, kiosk, 1)
      expect(walk.state.step).toMatchObject({ kind: 'prove-card-holder' })
      expect(walk.state.result).toBeUndefined()
      await verifyPhone(walk, phoneNumber)
      const { client, state } = walk
      client.token = state.result?.session?.token
      const { body } = await client.send('GET', '/v1/sessions')
      expect(body).toMatchObject({ sessions: [{ method: 'card' }] })
      expect(await faultsOf(hall)).toEqual([])
    })

    test('with the card alone nobody gets in', async () => {
      const { hall, kiosk } = await begin()
      await seedCitizen(hall, 1)
      const walk = await tap(hall, kiosk, 1)
      await walk.askForCode()
      expect(codeOf(await finish(walk, '000000'))).toMatch(/^code\.wrong$/)
      expect(walk.state.result).toBeUndefined()
    })

    test('a card that nobody has bound is answered alike, nothing is sent to anybody, and every code is wrong', async () => {
      const { hall, kiosk } = await begin()
      await seedCitizen(hall, 1)
      const [known, unknown] = [await tap(hall, kiosk, 1), await tap(hall, kiosk, 2)]
      const shape = ({ state }: Walk) => [state.step?.kind, Object.keys(state.step?.input ?? {}).sort(), state.trail]
      expect(shape(unknown)).toEqual(shape(known))
      const sent = await unknown.askForCode()
      expect(Object.keys(sent.body as object)).toEqual(Object.keys((await known.askForCode()).body as object))
      expect(codeOf(await finish(unknown, '000000'))).toBe(codeOf(await finish(known, '000000')))
      const again = await tap(hall, kiosk, 2)
      expect(again.state.step?.input).toMatchObject({
        maskedPhone: (unknown.state.step?.input as { maskedPhone: string }).maskedPhone,
      })
    })

    test('a frozen account looks like none', async () => {
      const { hall, kiosk } = await begin()
      const citizen = await seedCitizen(hall, 1)
      await setStatus(hall, citizen.accountId, 'frozen')
      const walk = await tap(hall, kiosk, 1)
      await walk.askForCode()
      expect(await walk.client.inbox(citizen.phoneNumber)).toEqual([])
    })

    test('one card again and again has to wait, at this kiosk only', async () => {
      const { hall, kiosk } = await begin()
      await seedCitizen(hall, 1)
      const walk = await new OnlineClient(hall, kiosk).begin('sign-in-by-card')
      const codes: unknown[] = []
      for (let n = 0; n < 12; n++) {
        const answer = await present(hall, walk, 1)
        codes.push(codeOf(answer))
        if (answer.status === 200) await walk.back()
      }
      expect(codes.at(0)).toBeUndefined()
      expect(codes.at(-1)).toBe('card-read.too-often')
      const elsewhere = await tap(hall, await hall.kiosk(), 1)
      expect(elsewhere.state.step?.kind).toBe('prove-card-holder')
    })

    test('every card that was presented leaves a line without its number', async () => {
      const { hall, kiosk } = await begin()
      const { documentNumber } = await seedCitizen(hall, 1)
      await tap(hall, kiosk, 1)
      const lines = await hall.foundation.database.reader.all<{ action: string; detail: string; subject: string }>(
        'SELECT action, detail, subject FROM audit',
      )
      expect(lines.map(({ action }) => action)).toContain('account.card-presented')
      expect(JSON.stringify([lines, hall.logged])).not.toContain(documentNumber)
    })
  })
})
