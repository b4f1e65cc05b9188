import { join } from 'node:path'
import { buildConsole, buildPhone } from '../setup/build-app.ts'
import { orExplain } from '../setup/or-explain.ts'
import { root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// The account server alone, configured by its environment, with the pages that it gives to phones and administrators.
await orExplain(async () => {
  await buildPhone()
  await buildConsole()
  process.exitCode = await handOver(process.execPath, [join(root, 'sync-server/main.ts'), ...process.argv.slice(2)])
})
