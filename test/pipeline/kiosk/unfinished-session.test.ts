import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Office } from '../../../electron/stages.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall } from '../../fixtures/kiosk/test-office.ts'

const CLERK = ['1001', 'Hall-1001-demo'] as const
let hall: Hall
let office: Office
beforeEach(async () => {
  hall = await new Hall().begin()
  office = await hall.office()
})
afterEach(() => hall.end())

const cut = (): void => {
  hall.server.intercept = () => {
    throw new Error('cut')
  }
}
const meta = { sessionId: 's1', staffNumber: '1001', startedAt: '2026-11-22T08:00:00Z', stepTitle: '读取证件' }
const snapshot = Buffer.from('an unfinished session')

test('is opened by the person who began it, after a restart and offline', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  office = await hall.reopen(office)
  expect(office.snapshots.peek()).toEqual(meta)
  expect(() => office.snapshots.open()).toThrow('staff.not-allowed')
  cut()
  await office.staff.signIn(...CLERK)
  expect(Buffer.from(office.snapshots.open())).toEqual(snapshot)
})
test('is still opened after another sign-in online', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  await office.staff.signOut()
  await office.staff.signIn(...CLERK)
  expect(Buffer.from(office.snapshots.open())).toEqual(snapshot)
})
test('is not opened by a colleague, who may discard it', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  await office.staff.signIn('1002', 'Hall-1002-demo')
  expect(() => office.snapshots.open()).toThrow('staff.not-allowed')
  expect(() => office.snapshots.save(snapshot, meta)).toThrow('staff.not-allowed')
  office.snapshots.discard()
  expect(office.snapshots.peek()).toBeUndefined()
})
test('lies on the disk unreadable', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  await hall.shut(office)
  expect(readFileSync(join(hall.dataDir, 'kiosk.db')).includes(snapshot)).toBe(false)
})

test('ends in the same transaction that stores its record', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  const log = sessionLog(office.identity.kioskId)
  office.depot.deposit(log, attachments(100), '1001')
  expect(office.snapshots.peek()).toBeUndefined()
})

test('stays when its record cannot be stored', async () => {
  await office.staff.signIn(...CLERK)
  office.snapshots.save(snapshot, meta)
  const log = sessionLog(office.identity.kioskId)
  expect(() => office.depot.deposit(log, attachments(2 ** 21), '1001')).toThrow('request.too-large')
  expect(office.snapshots.peek()).toEqual(meta)
})
