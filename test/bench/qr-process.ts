/** The product's server for the benchmarks of tickets, as a process of its own: tells what its heap holds after a clearing. */
import { settingsOf } from '../../sync-server/platform/settings.ts'
import { startServer } from '../../sync-server/start.ts'

const MANY = 10_000_000
const server = await startServer(settingsOf({ ...process.env, HALL_MODE: 'demo', HALL_LOG: 'silent' }), {
  clientRequestsPerMinute: MANY,
  mostStreams: MANY,
})

process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heapMiB: process.memoryUsage().heapUsed / 2 ** 20 })
})
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)))
process.send?.({ url: server.url, enrolmentCode: await server.issueEnrolmentCode() })
