import Database from 'better-sqlite3'
import { closeSync, fstatSync, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PAGE_BYTES } from '../../../electron/store/connection.ts'
import type { Office } from '../../../electron/stages.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

let hall: Hall
let office: Office
beforeEach(async () => {
  hall = await new Hall().begin()
  office = await hall.office()
})
afterEach(() => hall.end())

function depositMany(count: number): string[] {
  return Array.from({ length: count }, () => {
    const log = sessionLog(office.identity.kioskId)
    office.depot.deposit(log, attachments(1024, 9000), '1001')
    return log.recordId
  })
}
const file = () => join(hall.dataDir, 'kiosk.db')
const setAside = () => readdirSync(hall.dataDir).filter((name) => /^kiosk-damaged-.*\.db$/.test(name))

/** Overwrites whole pages, counted from 0. */
function ruin(...pages: number[]): void {
  const handle = openSync(file(), 'r+')
  for (const page of pages) writeSync(handle, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, page * PAGE_BYTES)
  closeSync(handle)
}
function pageCount(): number {
  const handle = openSync(file(), 'r')
  const { size } = fstatSync(handle)
  closeSync(handle)
  return size / PAGE_BYTES
}
function rootOf(table: string): number {
  const database = new Database(file(), { readonly: true })
  const page = database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table) as number
  database.close()
  return page - 1
}
async function drained(): Promise<void> {
  office.courier.start()
  await until(() => office.depot.counts().waiting === 0)
}

test('with its first page gone every record is still uploaded, and the chain goes on', async () => {
  await office.staff.signIn('1001', 'Hall-1001-demo')
  const ids = depositMany(30)
  await hall.shut(office)
  ruin(0)
  office = await hall.office()
  expect(office.notice()).toBe('kiosk.database-damaged')
  expect(office.blocked()).toBeUndefined()
  expect(setAside().length).toBe(1)
  expect(office.depot.counts().waiting).toBe(30)
  hall.server.intercept = (name) => {
    if (name === 'signInStaff') throw new Error('cut')
  }
  expect(await office.staff.signIn('1001', 'Hall-1001-demo')).toMatchObject({ isOffline: true })
  const later = depositMany(3)
  await drained()
  expect(hall.server.inbox.arrivals).toEqual([...ids, ...later])
  expect(hall.server.inbox.rejected.size).toBe(0)
})

test('with the lines of the outbox gone the records say themselves who they are', async () => {
  const ids = depositMany(10)
  await hall.shut(office)
  ruin(0, rootOf('outbox'))
  office = await hall.office()
  expect(office.depot.counts().waiting).toBe(10)
  await drained()
  expect(hall.server.inbox.arrivals).toEqual(ids)
})

test('with the head of the chain gone the server is asked before anybody is served', async () => {
  depositMany(5)
  await drained()
  const waiting = depositMany(0)
  await hall.shut(office)
  ruin(0, rootOf('chain'))
  office = await hall.office()
  expect(office.blocked()).toBe('kiosk.database-damaged')
  expect(() => depositMany(1)).toThrow('kiosk.database-damaged')
  office.courier.start()
  await until(() => office.blocked() === undefined)
  const later = depositMany(2)
  await drained()
  expect(hall.server.inbox.arrivals.slice(5)).toEqual([...waiting, ...later])
  expect(hall.server.inbox.head.seq).toBe(7)
})

test('records whose bytes are ruined are named, and those after them still arrive', async () => {
  const ids = depositMany(40)
  await hall.shut(office)
  const last = pageCount() - 1
  ruin(0, Math.floor(last / 3), Math.floor(last / 2))
  office = await hall.office()
  await drained()
  const { parked } = office.depot.counts()
  const lost = office.depot.work().map(({ recordId }) => recordId)
  expect(parked).toBe(lost.length)
  expect(office.depot.work().every(({ reasons }) => reasons[0] === 'record.damaged')).toBe(true)
  expect(hall.server.inbox.arrivals).toEqual(ids.filter((id) => hall.server.inbox.records.has(id)))
  expect(hall.server.inbox.arrivals.length + parked).toBe(40)
  expect(parked).toBeLessThanOrEqual(8)
  const later = depositMany(1)
  await drained()
  expect(hall.server.inbox.arrivals.at(-1)).toBe(later[0])
})

test.each([
  ['header', (bytes: Buffer) => 4 + 200 - bytes.length],
  ['signature', (bytes: Buffer) => bytes.readUInt32BE(0) - bytes.length],
  ['framing', (bytes: Buffer) => -bytes.length],
  ['last attachment', () => -1],
])('one flipped byte in the %s of one record stops that record only', async (_place, fromEnd) => {
  const ids = depositMany(3)
  await hall.shut(office)
  const database = new Database(file())
  const at = database.prepare('select parcel from outbox where record_id = ?').pluck().get(ids[1])
  const bytes = database.prepare('select bytes from parcels where id = ?').pluck().get(at) as Buffer
  const place = bytes.length + fromEnd(bytes)
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
  database.prepare('update parcels set bytes = ? where id = ?').run(bytes, at)
  database.close()
  office = await hall.office()
  await drained()
  expect(hall.server.inbox.arrivals).toEqual([ids[0], ids[2]])
  expect(office.depot.standingOf(String(ids[1]))).toEqual({ state: 'parked', reasons: ['record.damaged'] })
})

test('a database that is lost altogether goes on where the server stands', async () => {
  depositMany(4)
  await drained()
  await hall.shut(office)
  ruin(...Array.from({ length: pageCount() }, (_, page) => page))
  office = await hall.office()
  office.courier.start()
  await until(() => office.blocked() === undefined)
  depositMany(1)
  await drained()
  expect(hall.server.inbox.head.seq).toBe(5)
})
