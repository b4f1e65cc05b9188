/**
 * The product's server as a process of its own for the benchmarks: listens on loopback, tells where, and signs a staff
 * credential on request, so that thousands of records need no thousands of password checks.
 */
import { startServer } from '../../sync-server/start.ts'
import { settingsOf } from '../../sync-server/platform/settings.ts'
import { staffForTest } from '../fixtures/server/build-record.ts'
import type { IntakeQuestion } from './intake-client.ts'

const server = await startServer(settingsOf({ ...process.env, HALL_MODE: 'demo', HALL_LOG: 'silent' }))

async function answer(question: IntakeQuestion): Promise<object> {
  if (question.ask === 'memory') return { residentMiB: process.memoryUsage.rss() / (1024 * 1024) }
  const { keys, database } = server.foundation
  const text = 'SELECT id FROM staff WHERE staff_number = ?'
  const [clerk] = await database.reader.all<{ id: string }>(text, '1001')
  /** A shift that began an hour ago: the steps of a record lie before its end. */
  const issuedAt = new Date(Date.now() - 3_600_000)
  const person = { staffId: clerk?.id ?? '', staffNumber: '1001', role: 'clerk' as const, kioskId: question.kioskId }
  const { credential, key } = staffForTest(
    { ...person, issuedAt, hours: 12 },
    {
      keyId: keys.signingKeyId,
      sign: (value) => keys.sign(value),
    },
  )
  return { credential, key: key.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
}

process.on('message', (question: IntakeQuestion) => {
  void answer(question).then((message) => process.send?.(message))
})
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)))
process.send?.({ url: server.url, enrolmentCode: await server.issueEnrolmentCode() })
