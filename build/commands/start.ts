import { startDemo } from '../demo/demo.ts'
import { demoArguments, UsageError } from '../demo/demo-arguments.ts'
import { tell } from '../demo/tell.ts'
import { orExplain } from '../setup/or-explain.ts'

const ending = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort())

// The whole product in demo mode; one line on standard output as soon as the kiosk can be used.
await orExplain(async () => {
  try {
    const options = demoArguments(process.argv.slice(2), process.env)
    const demo = await startDemo({ ...options, signal: ending.signal })
    process.stdout.write(`${JSON.stringify(demo.readyLine)}\n`)
    tell(`play the devices at ${demo.readyLine.devices}; Ctrl+C stops everything`)
    await stopping()
    await demo.stop()
    tell(`stopped; the data stays in ${demo.readyLine.data}`)
  } catch (error) {
    if (ending.signal.aborted) return
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
})

function stopping(): Promise<void> {
  return new Promise((resolve) => {
    if (ending.signal.aborted) resolve()
    ending.signal.addEventListener('abort', () => resolve())
  })
}
