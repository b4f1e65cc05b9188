import { createInterface } from 'node:readline'
import { machineContext, ReaderService } from '../../../../native/index.ts'
import type { ReaderConfig } from '../../../../native/drivers/registry.ts'

// A kiosk's device host without Electron: configuration as JSON in the first argument, `read` and `stop` on standard
// input, what happens as JSON lines. It ends by itself when nothing keeps it alive: a port left open would.
const tell = (what: Readonly<Record<string, unknown>>): void => void process.stdout.write(`${JSON.stringify(what)}\n`)

const service = new ReaderService(machineContext)
service.start(JSON.parse(process.argv[2] ?? '{}') as ReaderConfig, {
  state: (state) => tell({ state: state.kind === 'failed' ? state.code : state.kind }),
  cardRead: ({ document }) => tell({ read: document.fullName }),
  failure: ({ code, cause }) => tell({ failure: code, isError: cause === undefined || cause instanceof Error }),
})

const commands = createInterface({ input: process.stdin })
commands.on('line', (command) => {
  if (command === 'read') service.requestRead()
  else void service.stop().then(() => commands.close())
})
