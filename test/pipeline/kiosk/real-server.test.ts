import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openOffice } from '../../../electron/office.ts'
import type { Office } from '../../../electron/stages.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { listKiosks } from '../../../sync-server/kiosks/kiosk-list.service.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'
import { type RunningServer, startServer } from '../../../sync-server/start.ts'
import { kioskReport, troubledReport } from '../../fixtures/kiosk/kiosk-report.ts'
import { until } from '../../fixtures/kiosk/test-office.ts'
import {
  buildLog,
  documentOfPerson,
  phoneOfPerson,
  type RecordWish,
  signingKey,
  staffForTest,
} from '../../fixtures/server/build-record.ts'

const WAIT = { timeout: 12_000, interval: 20 }
const CLERK = ['1001', 'Hall-1001-demo'] as const
const SUPERVISOR = { staffNumber: '2001', password: 'Hall-2001-demo' }
let folder: string
let server: RunningServer
let office: Office

async function open(enrolmentCode?: string): Promise<Office> {
  return openOffice(
    {
      server: server.url,
      dataDir: join(folder, 'kiosk'),
      kioskName: '3 号窗口',
      enrolmentCode,
      clock: { now: () => new Date() },
      sqliteBinding: undefined,
    },
    { probeEveryMs: 20, longestWaitMs: 100 },
  )
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-real-'))
  const environment = { HALL_DATA: join(folder, 'server'), HALL_LOG: 'silent' }
  server = await startServer(settingsOf(environment), { openRequestsPerMinute: 100_000 })
  office = await open(await server.issueEnrolmentCode())
})
afterEach(async () => {
  await office.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A placeholder for whoever signs while a log is being built; the kiosk's own staff desk signs in its place. */
function nobody(): RecordWish['clerk'] {
  const unsigned = { keyId: 'none', sign: <T>(value: T) => ({ value, signature: 'AA' }) }
  const person = { staffId: '00000000-0000-7000-8000-000000000000', staffNumber: '0', role: 'clerk' } as const
  return {
    ...staffForTest({ ...person, kioskId: office.identity.kioskId, issuedAt: new Date() }, unsigned),
    key: signingKey().key,
  }
}

/** A whole session of one more person, signed by the staff desk and deposited. */
async function serve(n: number, isByEye = false): Promise<SessionLog> {
  const account = { by: 'new', phoneNumber: phoneOfPerson(n) } as const
  const staff = { clerk: nobody(), ...(isByEye ? { supervisor: nobody() } : {}) }
  const built = buildLog({ kioskId: office.identity.kioskId, account, document: documentOfPerson(n), ...staff })
  const { recordId } = built.log
  const entries: SessionLog['entries'] = []
  for (const entry of built.log.entries) {
    const at = new Date().toISOString()
    if (entry.step === 'approve-exception') {
      const attestation = await office.staff.attestAsSupervisor('supervisor-approves', entries, {
        recordId,
        ...SUPERVISOR,
      })
      entries.push({ ...entry, output: { attestation }, at })
    } else if (entry.step === 'attest') {
      const attestation = await office.staff.attest('clerk-attests', entries, { recordId, password: CLERK[1] })
      entries.push({ ...entry, output: { attestation }, at })
    } else entries.push({ ...entry, at })
  }
  const log = { ...built.log, entries, finishedAt: new Date().toISOString() }
  office.depot.deposit(log, built.attachments, CLERK[0])
  return log
}

test('what the staff desk signed and the vault sealed, the server opens, replays and grants', async () => {
  await office.staff.signIn(...CLERK)
  const byFace = await serve(1)
  const byEye = await serve(2, true)
  office.courier.start()
  await until(() => office.depot.counts().waiting === 0)
  expect(office.depot.standingOf(byFace.recordId)).toEqual({ state: 'granted', reasons: [] })
  expect(office.depot.standingOf(byEye.recordId)).toEqual({ state: 'granted', reasons: [] })
  expect(await office.accounts.find('phone', phoneOfPerson(1))).toMatchObject({ level: 'L4' })
})

test('offline work is granted later, a second person with the same document is returned with the reason', async () => {
  await office.staff.signIn(...CLERK)
  const { port } = new URL(server.url)
  await server.close()
  expect(await office.staff.signIn(...CLERK)).toMatchObject({ isOffline: true })
  const first = await serve(3)
  const again = await serve(3)
  const environment = { HALL_DATA: join(folder, 'server'), HALL_LOG: 'silent', PORT: port }
  server = await startServer(settingsOf(environment), { openRequestsPerMinute: 100_000 })
  office.courier.start()
  await until(() => office.depot.counts().waiting === 0)
  expect(office.depot.standingOf(first.recordId)?.state).toBe('granted')
  expect(office.depot.standingOf(again.recordId)?.state).toBe('returned')
  expect(office.depot.work()[0]?.reasons).not.toEqual([])
})

test('a record that rotted on the disk is parked, and the next one is granted', async () => {
  await office.staff.signIn(...CLERK)
  const rotten = await serve(4)
  const next = await serve(5)
  await office.close()
  const database = new Database(join(folder, 'kiosk', 'kiosk.db'))
  const at = database.prepare('select parcel from outbox where record_id = ?').pluck().get(rotten.recordId)
  database.prepare('update parcels set bytes = zeroblob(length(bytes)) where id = ?').run(at)
  database.close()
  office = await open()
  office.courier.start()
  await until(() => office.depot.counts().waiting === 0)
  expect(office.depot.standingOf(rotten.recordId)).toEqual({ state: 'parked', reasons: ['record.damaged'] })
  expect(office.depot.standingOf(next.recordId)).toEqual({ state: 'granted', reasons: [] })
})

test('the server knows how the kiosk is as soon as that changes, and a report that fails holds no record up', async () => {
  let report = kioskReport
  office.courier.reportFrom(() => report)
  office.courier.start()
  const known = async () =>
    (await listKiosks({ database: server.foundation.database, clock: server.foundation.clock }))[0]
  await vi.waitFor(async () => expect(await known()).toMatchObject({ standing: 'good', report: kioskReport }), WAIT)
  report = troubledReport
  office.courier.nudge()
  await vi.waitFor(
    async () => expect(await known()).toMatchObject({ standing: 'faulty', report: troubledReport }),
    WAIT,
  )
  report = { ...troubledReport, version: 'no version at all' } // the server refuses it
  await office.staff.signIn(...CLERK)
  const { recordId } = await serve(1)
  await until(() => office.depot.standingOf(recordId)?.state === 'granted')
  expect((await known())?.report?.version).toBe('1.0.0')
})
