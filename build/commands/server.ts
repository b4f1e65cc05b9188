import { join } from 'node:path'
import { buildPhone } from '../setup/build-app.ts'
import { orExplain } from '../setup/or-explain.ts'
import { root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// The account server alone, configured by its environment, with the pages that it gives to phones.
await orExplain(async () => {
  await buildPhone()
  process.exitCode = await handOver(process.execPath, [join(root, 'sync-server/main.ts'), ...process.argv.slice(2)])
})
