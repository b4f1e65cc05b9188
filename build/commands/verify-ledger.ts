import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// An auditor's check of an exported ledger, with public keys only: npm run verify-ledger -- KEYS LEDGER…
const script = join(root, 'sync-server/cli/verify-ledger.ts')
process.exitCode = await handOver(process.execPath, [script, ...process.argv.slice(2)])
