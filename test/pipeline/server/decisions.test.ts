import { handwriting } from '../../fixtures/kiosk/handwriting.ts'
import { randomBytes } from 'node:crypto'
import { routes } from '../../../sync-server/contract/route.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { releaseReader } from '../../../sync-server/kiosks/kiosks.service.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { disableStaff } from '../../../sync-server/staff/staff.service.ts'
import { buildLog, documentOfPerson, phoneOfPerson, sealForTest } from '../../fixtures/server/build-record.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { databases, type EngineEnvironment } from '../../fixtures/server/databases.ts'
import { type Desk, faultsOf, newAccount, openDesk as open, said } from '../../fixtures/server/desk.ts'

let desk: Desk | undefined
afterEach(() => desk?.hall.close())
const openDesk = async (environment: EngineEnvironment): Promise<Desk> => (desk = await open(environment))
const assertBooks = async ({ hall }: Pick<Desk, 'hall'>): Promise<void> => expect(await faultsOf(hall)).toEqual([])

describe.each(databases)('decisions on $name', ({ fresh }) => {
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
    await assertBooks(desk)
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
    await assertBooks(desk)
  })
  test('one card read serves one record', async () => {
    const desk = await openDesk(await fresh())
    const transcriptDigest = 'a'.repeat(64)
    expect(await desk.deliver({ ...newAccount(1), transcriptDigest })).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), transcriptDigest })).toBe('returned evidence.replayed')
  })
  test('one face capture serves one record', async () => {
    const desk = await openDesk(await fresh())
    const nonce = 'C'.repeat(22)
    expect(await desk.deliver({ ...newAccount(1), nonce })).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), nonce })).toBe('returned evidence.replayed')
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
    const wider = { ...handwriting, sheet: { width: 901, height: 400 } }
    const tamper = entries((all) =>
      all.map((e) => (e.step === 'sign' ? { ...e, output: { ...(e.output as object), handwriting: wider } } : e)),
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
    await assertBooks(desk)
  })
  test('the same envelope from another kiosk, for another key, or with another log inside is refused', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const other = await hall.kiosk()
    const record = kiosk.record({ clerk, ...newAccount(1) })
    expect((await other.deliver([record])).map(said)).toEqual(['rejected record.signature-invalid'])
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
    await assertBooks({ hall })
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
