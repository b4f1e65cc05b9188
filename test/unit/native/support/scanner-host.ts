import { createInterface } from 'node:readline'
import { machineContext, ScannerService, type ScannerConfig } from '../../../../native/index.ts'

// A kiosk's device host without Electron, for one scanner: configuration as JSON in the first argument, any line on standard
// input ends it, what happens as JSON lines. It ends by itself when nothing keeps it alive: a port left open would.
const tell = (what: Readonly<Record<string, unknown>>): void => void process.stdout.write(`${JSON.stringify(what)}\n`)

const service = new ScannerService(machineContext)
service.start(JSON.parse(process.argv[2] ?? '{}') as ScannerConfig, {
  ready: (isReady) => tell({ isReady }),
  scan: (scan) => tell({ scan }),
  failure: ({ code }) => tell({ failure: code }),
})

const commands = createInterface({ input: process.stdin })
commands.once('line', () => void service.stop().then(() => commands.close()))
