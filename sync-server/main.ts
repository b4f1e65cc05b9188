import { settingsOf, SettingsRefused } from './platform/settings.ts'
import { startServer } from './start.ts'

/** Starts the server from its environment, says in one line that it is ready, and stops cleanly when asked to. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const server = await startServer(settings)
  const code = settings.mode === 'demo' ? { enrolmentCode: await server.issueEnrolmentCode() } : {}
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url, ...code })}\n`)
  const stop = (): void => {
    void server.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

try {
  await main()
} catch (cause) {
  if (!(cause instanceof SettingsRefused)) throw cause
  process.stderr.write(`${cause.message}\n`)
  process.exitCode = 1
}
