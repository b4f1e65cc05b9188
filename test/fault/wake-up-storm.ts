import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openOffice } from '../../electron/office.ts'
import type { Office } from '../../electron/stages.ts'
import { settingsOf } from '../../sync-server/platform/settings.ts'
import { type RunningServer, startServer } from '../../sync-server/start.ts'
import { buildLog, documentOfPerson, phoneOfPerson, staffForTest } from '../fixtures/server/build-record.ts'
import { Books, compare } from './books.ts'
import { until, type Drill } from './drill.ts'

/** A hall's morning is 200 kiosks with 50 records each; this many and so many are what a machine for tests gets through. */
const kiosks = Number(process.env['HALL_FAULT_KIOSKS'] ?? 20)
const perKiosk = Number(process.env['HALL_FAULT_RECORDS'] ?? 10)
const LONGEST_MS = 10 * 60_000

async function openKiosk(server: RunningServer, folder: string, n: number): Promise<Office> {
  const dataDir = join(folder, `kiosk-${n}`)
  mkdirSync(dataDir)
  const enrolmentCode = await server.issueEnrolmentCode()
  const options = { server: server.url, dataDir, kioskName: `${n} 号窗口`, enrolmentCode, sqliteBinding: undefined }
  return openOffice({ ...options, clock: { now: () => new Date() } }, { probeEveryMs: 200, longestWaitMs: 5_000 })
}

/** Whole, sound records of different citizens; the server grants every one of them. */
function fill(office: Office, server: RunningServer, given: { staffId: string; from: number }): string[] {
  const { kioskId } = office.identity
  const { keys } = server.foundation
  const person = { staffId: given.staffId, staffNumber: '1001', role: 'clerk', kioskId, issuedAt: new Date() } as const
  const clerk = staffForTest(person, { keyId: keys.signingKeyId, sign: (value) => keys.sign(value) })
  return Array.from({ length: perKiosk }, (_, i) => {
    const n = given.from + i
    const account = { by: 'new', phoneNumber: phoneOfPerson(n) } as const
    const samId = `05.01-20260101-${kioskId.slice(0, 8)}-0000000001`
    const { log, attachments } = buildLog({ kioskId, clerk, account, document: documentOfPerson(n), samId })
    office.depot.deposit(log, attachments, '1001')
    return log.recordId
  })
}

async function storm(server: RunningServer, folder: string) {
  const staff = await server.foundation.database.reader.get<{ id: string }>(
    `SELECT id FROM staff WHERE staff_number = '1001'`,
  )
  const offices: Office[] = []
  for (let n = 0; n < kiosks; n++) offices.push(await openKiosk(server, folder, n))
  const accepted = offices.flatMap((office, n) =>
    fill(office, server, { staffId: staff?.id ?? '', from: n * perKiosk }),
  )
  const since = performance.now()
  for (const office of offices) office.courier.start()
  await until('every kiosk to be empty', () => offices.every((one) => one.depot.counts().waiting === 0), LONGEST_MS)
  const seconds = Math.round((performance.now() - since) / 1000)
  const aside = offices.reduce((sum, one) => sum + one.depot.counts().returned + one.depot.counts().parked, 0)
  for (const office of offices) await office.close()
  return { accepted, seconds, aside }
}

/** The line to a hall comes back and every kiosk sends at once what it has kept. */
export const wakeUpStorm: Drill = {
  name: 'wake-up-storm',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hall-storm-'))
    const environment = { HALL_DATA: join(folder, 'server'), HALL_LOG: 'silent' }
    const server = await startServer(settingsOf(environment), { openRequestsPerMinute: 100_000 })
    try {
      const { accepted, seconds, aside } = await storm(server, folder)
      const tried = `${kiosks} kiosks with ${perKiosk} records each at once, empty after ${seconds} s, ${aside} not granted`
      const { lost, doubled } = compare(accepted, new Books(folder))
      return { name: 'wake-up-storm', tried, records: accepted.length, lost: lost + aside, doubled }
    } finally {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
