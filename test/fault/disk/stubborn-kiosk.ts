import { openOffice } from '../../../electron/office.ts'
import type { Office } from '../../../electron/stages.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { tell } from './disk-log.ts'

/**
 * A kiosk on a disk that fails or under a hand that pulls the plug: it opens, deposits, sends and closes. A deposit that is
 * refused in the catalogue's words was not accepted and is not told; anything else that goes wrong ends it with an error.
 */
const [server = '', dataDir = '', log = '', records = '2'] = process.argv.slice(2)
const LONGEST_MS = 2_000

function deposit(office: Office): void {
  const session = sessionLog(office.identity.kioskId)
  try {
    office.depot.deposit(session, attachments(700, 1500), '1001')
    tell(log, `accepted ${session.recordId}`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

async function settled(office: Office): Promise<void> {
  const late = performance.now() + LONGEST_MS
  while (performance.now() < late && office.depot.counts().waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function work(): Promise<void> {
  const options = { server, dataDir, kioskName: '演练', enrolmentCode: undefined, sqliteBinding: undefined }
  const times = { probeEveryMs: 10, longestWaitMs: 50, batchBytes: 20_000 }
  const office = await openOffice({ ...options, clock: { now: () => new Date() } }, times)
  deposit(office)
  office.courier.start()
  for (let i = 1; i < Number(records); i++) deposit(office)
  await settled(office)
  await office.close()
}

try {
  await work()
} catch (error) {
  // A disk that fails while the store opens keeps the kiosk from starting; it is started again.
  if (!(error instanceof Problem)) throw error
  process.exitCode = 3
}
