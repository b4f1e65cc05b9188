import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Office } from '../../../electron/stages.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { Receipt } from '../../../sync-server/contract/sealed-record.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { hallKeys } from '../../fixtures/kiosk/hall-keys.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

let hall: Hall
let office: Office
beforeEach(async () => {
  hall = await new Hall().begin()
  office = await hall.office()
})
afterEach(() => hall.end())

function deposit(...sizes: number[]): SessionLog {
  const log = sessionLog(office.identity.kioskId)
  office.depot.deposit(log, attachments(...(sizes.length > 0 ? sizes : [300])), '1001')
  return log
}
const arrived = (count: number) => until(() => hall.server.inbox.records.size === count)
const settled = () => until(() => office.depot.counts().waiting === 0)

describe('depositing', () => {
  test('wipes the plain attachments, takes the snapshot away and waits', () => {
    const parts = attachments(1024, 500)
    const log = sessionLog(office.identity.kioskId)
    office.depot.deposit(log, parts, '1001')
    expect(parts.every(({ bytes }) => bytes.every((b) => b === 0))).toBe(true)
    expect(office.depot.counts()).toEqual({ waiting: 1, returned: 0, parked: 0 })
    expect(office.depot.standingOf(log.recordId)).toEqual({ state: 'waiting', reasons: [] })
    expect(office.depot.standingOf('00000000-0000-7000-8000-000000000000')).toBeUndefined()
  })
  test('the same record again changes nothing', () => {
    const log = deposit()
    office.depot.deposit(log, attachments(300), '1001')
    expect(office.depot.counts().waiting).toBe(1)
  })
  test('a record of another kiosk is refused', () => {
    const log = sessionLog('00000000-0000-7000-8000-000000000000')
    expect(() => office.depot.deposit(log, [], '1001')).toThrow('request.invalid')
  })
  test('an attachment that no server takes is refused and kept in memory', () => {
    const parts = attachments(2 * 1024 * 1024)
    expect(() => office.depot.deposit(sessionLog(office.identity.kioskId), parts, '1001')).toThrow('request.too-large')
    expect(parts[0]!.bytes.some((b) => b !== 0)).toBe(true)
    expect(office.depot.counts().waiting).toBe(0)
  })
})

describe('sending', () => {
  test('records arrive in the order of the chain and are granted', async () => {
    const logs = Array.from({ length: 40 }, () => deposit(1024, 40_000, 8000))
    const receipts: Receipt[] = []
    office.courier.onChange(({ receipt }) => receipt && receipts.push(receipt))
    office.courier.start()
    await arrived(40)
    await settled()
    expect(hall.server.inbox.arrivals).toEqual(logs.map(({ recordId }) => recordId))
    expect(receipts.map(({ recordId }) => recordId)).toEqual(hall.server.inbox.arrivals)
    expect(office.depot.standingOf(logs[0]!.recordId)).toEqual({ state: 'granted', reasons: [] })
    expect(hall.server.inbox.duplicates).toBe(0)
    expect(office.courier.standing()?.hall.name).toBe('测试大厅')
  })
  test('batches stay small', async () => {
    office = await hall.reopen(office)
    await hall.shut(office)
    office = await hall.office({}, { batchBytes: 100_000 })
    for (let i = 0; i < 10; i++) deposit(40_000)
    office.courier.start()
    await arrived(10)
    expect(hall.server.calls.filter((name) => name === 'postRecords').length).toBeGreaterThanOrEqual(5)
  })
  test('a returned record keeps the reasons until a clerk has dealt with it', async () => {
    hall.server.inbox.rules.decide = () => ({ decision: 'returned', reasons: ['evidence.stale', 'code.of-tomorrow'] })
    const log = deposit()
    office.courier.start()
    await until(() => office.depot.counts().returned === 1)
    const reasons = ['evidence.stale', 'server.internal']
    expect(office.depot.work()).toMatchObject([
      { recordId: log.recordId, state: 'returned', reasons, staffNumber: '1001' },
    ])
    office.depot.acknowledge(log.recordId)
    expect(office.depot.work()).toEqual([])
    expect(office.depot.counts()).toEqual({ waiting: 0, returned: 0, parked: 0 })
    expect(office.depot.standingOf(log.recordId)).toEqual({ state: 'returned', reasons })
  })
  test('a rejected record is parked with its bytes and does not hold up the next', async () => {
    const bad = deposit()
    const good = deposit()
    hall.server.inbox.rules.reject = ({ recordId }) =>
      recordId === bad.recordId ? 'record.signature-invalid' : undefined
    office.courier.start()
    await settled()
    expect(hall.server.inbox.arrivals).toEqual([good.recordId])
    expect(office.depot.work()).toMatchObject([
      { recordId: bad.recordId, state: 'parked', reasons: ['record.signature-invalid'] },
    ])
    office.depot.acknowledge(bad.recordId)
    expect(office.depot.work()).toEqual([])
    expect(office.depot.standingOf(bad.recordId)?.state).toBe('parked')
  })
  test('a request that the server cannot take is tried record by record', async () => {
    const [, bad] = [deposit(), deposit(), deposit()]
    hall.server.intercept = (name) => {
      const isBatch = name === 'postRecords' && office.depot.counts().waiting === 3
      if (isBatch && hall.server.calls.filter((c) => c === 'postRecords').length === 1)
        throw new Problem('request.invalid')
    }
    office.courier.start()
    await settled()
    expect(hall.server.inbox.records.has(bad!.recordId)).toBe(true)
    expect(hall.server.inbox.records.size).toBe(3)
  })
  test('receipts that prove nothing delete nothing', async () => {
    const log = deposit()
    const bends: ((r: Receipt) => Partial<Receipt>)[] = [
      () => ({ digest: 'cd'.repeat(32) }),
      (r) => ({ seq: r.seq + 1 }),
      () => ({ kioskId: '00000000-0000-7000-8000-000000000000' }),
      () => ({ keyId: 'other' }),
      () => ({ decision: 'returned' }),
    ]
    let tried = 0
    hall.server.inbox.rules.bend = ({ value, signature }) => {
      const bend = bends[tried++]
      return { value: { ...value, ...bend?.(value) }, signature }
    }
    office.courier.start()
    await settled()
    expect(tried).toBe(bends.length + 1)
    expect(office.depot.standingOf(log.recordId)).toEqual({ state: 'granted', reasons: [] })
  })
  test('while receipts prove nothing the record waits, and says why', async () => {
    deposit()
    const stranger = hallKeys()
    hall.server.inbox.keys = { ...stranger, pinned: hall.server.keys.pinned }
    office.courier.start()
    await until(() => office.depot.work()[0]?.reasons[0] === 'server.key-mismatch')
    expect(office.depot.counts()).toEqual({ waiting: 1, returned: 0, parked: 0 })
  })
  test('the line of a settled record goes after a day', async () => {
    const log = deposit()
    office.courier.start()
    await settled()
    hall.clock.advance(25 * 3_600_000)
    await until(() => office.depot.standingOf(log.recordId) === undefined)
  })
})
