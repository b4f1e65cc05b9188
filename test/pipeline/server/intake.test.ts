import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { AccountView } from '../../../sync-server/contract/account.ts'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import type { RecordAnswer } from '../../../sync-server/contract/sealed-record.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { verifyAudit } from '../../../sync-server/audit/audit.service.ts'
import { verifyRecords } from '../../../sync-server/intake/books.service.ts'
import { releaseReader } from '../../../sync-server/kiosks/kiosks.service.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { disableStaff } from '../../../sync-server/staff/staff.service.ts'
import {
  buildLog,
  documentOfPerson,
  phoneOfPerson,
  type RecordWish,
  sealForTest,
  type TestStaff,
} from '../../fixtures/server/build-record.ts'
import { databases } from '../../fixtures/server/databases.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const said = (answer: RecordAnswer | undefined): string => {
  if (answer?.kind === 'receipt') return [answer.receipt.value.decision, ...answer.receipt.value.reasons].join(' ')
  return answer ? `${answer.kind} ${answer.code}` : 'nothing'
}

async function assertBooks({ foundation }: TestServer): Promise<void> {
  const { reader } = foundation.database
  expect((await verifyAudit(reader)).broken).toEqual([])
  expect((await verifyRecords(reader, foundation.keys)).faults).toEqual([])
  expect((await verifyLevels(reader)).faults).toEqual([])
}

interface Desk {
  readonly hall: TestServer
  readonly kiosk: TestKiosk
  readonly clerk: TestStaff & { token: string }
  readonly supervisor: TestStaff & { token: string }
  deliver(wish: Partial<RecordWish>): Promise<string>
  open(n: number): Promise<AccountView>
  read(accountId: string): Promise<AccountView>
}

async function openDesk(url: string): Promise<Desk> {
  const hall = (server = await startTestServer({ DATABASE_URL: url }))
  const kiosk = await hall.kiosk()
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  const supervisor = await kiosk.signIn('2001', 'Hall-2001-demo')
  const { token } = clerk
  return {
    ...{ hall, kiosk, clerk, supervisor },
    deliver: async (wish) =>
      said((await kiosk.deliver([kiosk.record({ clerk, account: { by: 'document' }, ...wish })]))[0]),
    open: async (n) =>
      (await kiosk.send('POST', '/v1/staff/accounts', { token, body: { phoneNumber: phoneOfPerson(n) } }))
        .body as AccountView,
    read: async (id) => (await kiosk.send('GET', `/v1/staff/accounts/${id}`, { token })).body as AccountView,
  }
}

const newAccount = (n: number) => ({
  account: { by: 'new', phoneNumber: phoneOfPerson(n) } as const,
  document: documentOfPerson(n),
})

describe.each(databases)('intake on $name', ({ fresh }) => {
  test('a sound record grants L4, by face and by two people, and the books are in order', async () => {
    const desk = await openDesk(await fresh())
    const account = await desk.open(1)
    expect(account.level).toBe('L1')
    expect(
      await desk.deliver({ account: { by: 'account', accountId: account.accountId }, document: documentOfPerson(1) }),
    ).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), supervisor: desk.supervisor })).toBe('granted')
    expect(await desk.read(account.accountId)).toEqual({
      accountId: account.accountId,
      level: 'L4',
      maskedPhone: '100****0001',
      maskedName: '**甲',
    })
    await assertBooks(desk.hall)
  })
  test('receipts are signed by the key that the kiosk pinned, and a repeated record gets the same one', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    const first = await kiosk.deliver([record])
    const again = await kiosk.deliver([record, record])
    expect(again).toEqual([first[0], first[0]])
    const answer = first[0]
    if (answer?.kind !== 'receipt') throw new Error('no receipt')
    expect(isValid(routes.postRecords.reply, { answers: first })).toBe(true)
    const { value, signature } = answer.receipt
    expect(value.digest).toBe(record.digest)
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: kiosk.enrolled.keys.signing.publicKey },
      format: 'jwk',
    })
    expect(verify(null, Buffer.from(canonicalJson(value)), key, Buffer.from(signature, 'base64url'))).toBe(true)
    await assertBooks(hall)
  })
  test('two deliveries of one batch at the same time change nothing twice', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const records = Array.from({ length: 8 }, (_, n) => kiosk.record({ clerk, ...newAccount(n) }))
    const [a, b] = await Promise.all([kiosk.deliver(records), kiosk.deliver(records)])
    expect(a.map(said)).toEqual(Array.from({ length: 8 }, () => 'granted'))
    expect(b).toEqual(a)
    expect((await verifyLevels(hall.foundation.database.reader)).grants).toBe(8)
    await assertBooks(hall)
  })
  test('records out of order wait for the ones before them', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const [one, two, three] = [1, 2, 3].map((n) => kiosk.record({ clerk, ...newAccount(n) }))
    await kiosk.postAttachments([one!, two!, three!])
    const first = await kiosk.postRecords([three!.bytes, two!.bytes, one!.bytes])
    expect(first.map(said)).toEqual(['again record.out-of-order', 'again record.out-of-order', 'granted'])
    expect((await kiosk.postRecords([two!.bytes, three!.bytes])).map(said)).toEqual(['granted', 'granted'])
    expect((await kiosk.send('GET', '/v1/kiosk')).body).toMatchObject({ lastSeq: 3, lastDigest: three!.digest })
    await assertBooks(hall)
  })
  test('a record whose attachments are not there names them and is taken when they came', async () => {
    const { kiosk, clerk } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    const [answer] = await kiosk.postRecords([record.bytes])
    expect(answer).toEqual({
      kind: 'again',
      recordId: record.recordId,
      code: 'record.attachment-missing',
      missing: record.attachments.map(({ digest }) => digest),
    })
    expect((await kiosk.deliver([record])).map(said)).toEqual(['granted'])
  })
  test('another record under the same id is a conflict, and so is another record at the same place', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    expect((await kiosk.deliver([record])).map(said)).toEqual(['granted'])
    const same = kiosk.record({ clerk, ...newAccount(2), recordId: record.recordId })
    expect((await kiosk.deliver([same])).map(said)).toEqual(['rejected record.conflict'])
    kiosk.seq = 0
    const samePlace = kiosk.record({ clerk, ...newAccount(3) })
    expect((await kiosk.deliver([samePlace])).map(said)).toEqual(['rejected record.conflict'])
    await assertBooks(hall)
  })
  test('a record that was damaged on the kiosk is parked, and the ones after it go on; healed, it still fits in', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const [one, two, three] = [1, 2, 3].map((n) => kiosk.record({ clerk, ...newAccount(n) }))
    const broken = Buffer.from(two!.bytes)
    broken[broken.length - 100]! ^= 1
    await kiosk.postAttachments([one!, two!, three!])
    const answers = await kiosk.postRecords([one!.bytes, broken, three!.bytes])
    expect(answers.map(said)).toEqual(['granted', 'rejected record.signature-invalid', 'granted'])
    expect(answers[1]).toMatchObject({ recordId: two!.recordId })
    expect((await kiosk.postRecords([broken])).map(said)).toEqual(['rejected record.signature-invalid'])
    expect((await kiosk.postRecords([two!.bytes])).map(said)).toEqual(['granted'])
    await assertBooks(hall)
  })
  test('accounts are found by whatever the clerk could say about them', async () => {
    const desk = await openDesk(await fresh())
    await desk.open(1)
    expect(
      await desk.deliver({ account: { by: 'phone', phoneNumber: phoneOfPerson(1) }, document: documentOfPerson(1) }),
    ).toBe('granted')
    expect(await desk.deliver({ account: { by: 'document' }, document: documentOfPerson(1) })).toBe('granted')
    expect(await desk.deliver({ account: { by: 'document' }, document: documentOfPerson(2) })).toBe(
      'returned account.not-found',
    )
    expect(await desk.deliver({ account: { by: 'username', username: 'nobody0' } })).toBe('returned account.not-found')
    expect(await desk.deliver({ account: { by: 'account', accountId: desk.kiosk.id } })).toBe(
      'returned account.not-found',
    )
    expect(await desk.deliver(newAccount(1))).toBe('returned account.phone-taken')
    await assertBooks(desk.hall)
  })
  test('one document serves one account, and one account one document', async () => {
    const desk = await openDesk(await fresh())
    expect(await desk.deliver(newAccount(1))).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), document: documentOfPerson(1) })).toBe(
      'returned document.bound-elsewhere',
    )
    expect(
      await desk.deliver({ account: { by: 'phone', phoneNumber: phoneOfPerson(1) }, document: documentOfPerson(3) }),
    ).toBe('returned document.differs-from-account')
    const search = await desk.kiosk.send('POST', '/v1/staff/accounts/search', {
      token: desk.clerk.token,
      body: { by: 'phone', value: phoneOfPerson(2) },
    })
    expect(search.status, 'a returned record opens no account').toBe(404)
    await assertBooks(desk.hall)
  })
  test('one card read serves one record', async () => {
    const desk = await openDesk(await fresh())
    const transcriptDigest = 'a'.repeat(64)
    expect(await desk.deliver({ ...newAccount(1), transcriptDigest })).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), transcriptDigest })).toBe('returned evidence.replayed')
  })
  test('a kiosk is tied to the first reader that it was granted with, until an administrator releases it', async () => {
    const desk = await openDesk(await fresh())
    expect(await desk.deliver({ ...newAccount(1), samId: 'first' })).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), samId: 'second' })).toBe('returned reader.not-pinned')
    expect(await releaseReader(desk.hall.foundation, desk.kiosk.id)).toBe(true)
    expect(await desk.deliver({ ...newAccount(3), samId: 'second' })).toBe('granted')
    expect(await desk.deliver({ ...newAccount(4), samId: 'first' })).toBe('returned reader.not-pinned')
  })
  test('a staff member who was disabled attests nothing any more', async () => {
    const desk = await openDesk(await fresh())
    await disableStaff(desk.hall.foundation, '1001')
    expect(await desk.deliver(newAccount(1))).toBe('returned staff.disabled')
  })
  test('a program that was changed after the clerk signed, or between the steps, gets nothing granted', async () => {
    const desk = await openDesk(await fresh())
    const entries = (change: (entries: SessionLog['entries']) => SessionLog['entries']) => ({
      after: (log: SessionLog) => ({ ...log, entries: change(log.entries) }),
    })
    const tamper = entries((all) =>
      all.map((e) => (e.step === 'sign' ? { ...e, output: { ...(e.output as object), strokes: 9 } } : e)),
    )
    expect(await desk.deliver({ ...newAccount(1), ...tamper })).toBe('returned evidence.attestation-invalid')
    const without = (step: string) => ({
      before: (all: readonly SessionLog['entries'][number][]) => all.filter((e) => e.step !== step),
    })
    for (const step of ['consent-identity', 'consent-face', 'read-card', 'capture-face', 'open-account']) {
      expect(await desk.deliver({ ...newAccount(2), ...without(step) }), step).toBe('returned record.flow-invalid')
    }
    expect(await desk.deliver({ ...newAccount(2), ...entries((all) => all.slice(0, -1)) })).toBe(
      'returned record.flow-invalid',
    )
    expect(
      await desk.deliver({
        ...newAccount(2),
        ...entries((all) => all.map((e) => (e.step === 'review' ? { ...e, output: { more: 1 } } : e))),
      }),
    ).toBe('returned record.flow-invalid')
    expect(await desk.deliver({ ...newAccount(2), after: (log) => ({ ...log, flowVersion: 2 }) })).toBe(
      'rejected record.flow-invalid',
    )
    expect(await desk.deliver({ ...newAccount(2), after: (log) => ({ ...log, startedAt: 'x' }) })).toBe(
      'rejected record.flow-invalid',
    )
    await assertBooks(desk.hall)
  })
  test('the same envelope from another kiosk, for another key, or with another log inside is refused', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const other = await hall.kiosk()
    const record = kiosk.record({ clerk, ...newAccount(1) })
    await other.postAttachments([record])
    expect((await other.postRecords([record.bytes])).map(said)).toEqual(['rejected record.signature-invalid'])
    const { log, attachments } = buildLog({ clerk, ...newAccount(1), kioskId: kiosk.id })
    const to = { kioskKey: kiosk.key, sealing: kiosk.enrolled.keys.sealing, seq: 1, previousDigest: '0'.repeat(64) }
    const deliver = async (change: object) =>
      (await kiosk.deliver([sealForTest(log, attachments, { ...to, ...change })])).map(said)
    expect(await deliver({ sealing: { ...to.sealing, id: 'nobody' } })).toEqual(['rejected record.damaged'])
    expect(await deliver({ sealing: { ...to.sealing, publicKey: randomBytes(32).toString('base64url') } })).toEqual([
      'rejected record.damaged',
    ])
    expect(await deliver({ headerChange: { recordId: kiosk.id } })).toEqual(['rejected record.flow-invalid'])
    expect(await deliver({ plain: 'not json' })).toEqual(['rejected record.flow-invalid'])
    expect(await deliver({ headerChange: { previousDigest: 'f'.repeat(64) } })).toEqual(['rejected record.conflict'])
    await assertBooks(hall)
  })
  test('whoever holds a receipt number learns the decision and nothing about the person', async () => {
    const desk = await openDesk(await fresh())
    await desk.deliver({ ...newAccount(1), receiptNumber: 'AAAA-BBBB-0001' })
    await desk.deliver({ ...newAccount(1), receiptNumber: 'AAAA-BBBB-0002' })
    const status = async (number: string) => (await fetch(`${desk.hall.url}/v1/receipts/${number}`)).json()
    expect(await status('AAAA-BBBB-0001')).toMatchObject({ status: 'granted', title: '已授予高级认证' })
    expect(await status('AAAA-BBBB-0002')).toMatchObject({ status: 'returned', title: '未通过：该手机号已有账号' })
    expect(await status('AAAA-BBBB-0003')).toMatchObject({ status: 'not-arrived' })
    for (const body of [await status('AAAA-BBBB-0001'), await status('x')])
      expect(isValid(routes.receiptStatus.reply, body)).toBe(true)
    const page = await (await fetch(`${desk.hall.url}/r/AAAA-BBBB-0001`)).text()
    expect(page).toContain('<h1>已授予高级认证</h1>')
    expect(page).not.toMatch(/<script|测试甲|10000000001|119999/)
  })
})
