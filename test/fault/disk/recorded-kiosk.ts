import { openOffice } from '../../../electron/office.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { until } from '../drill.ts'
import { tell } from './disk-log.ts'

/**
 * A kiosk whose writes are recorded: several times it opens, deposits some records while its courier uploads, and closes.
 * What it has acknowledged is told in the log, between the writes, at the moment when a clerk would see it.
 */
const [server = '', dataDir = '', enrolmentCode = '', log = '', rounds = '1', perRound = '6'] = process.argv.slice(2)

for (let round = 0; round < Number(rounds); round++) {
  const office = await openOffice(
    { server, dataDir, kioskName: '演练', enrolmentCode, clock: { now: () => new Date() }, sqliteBinding: undefined },
    { probeEveryMs: 10, longestWaitMs: 50, batchBytes: 20_000 },
  )
  office.courier.onChange(({ receipt }) => {
    if (receipt) tell(log, `receipt ${receipt.recordId}`)
  })
  if (round > 0) office.courier.start()
  for (let i = 0; i < Number(perRound); i++) {
    const session = sessionLog(office.identity.kioskId)
    office.depot.deposit(session, attachments(700, 1500), '1001')
    tell(log, `accepted ${session.recordId}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (round > 0) await until('some records to be settled', () => office.depot.counts().waiting < Number(perRound))
  await office.close()
}
