import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// The account server alone, configured by its environment.
process.exitCode = await handOver(process.execPath, [join(root, 'sync-server/main.ts'), ...process.argv.slice(2)])
