import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { endOnSignals, handOver } from '../setup/shell.ts'

endOnSignals()

// Every parser of device bytes for some minutes each: npm run fuzz -- [--minutes N] [--seed N] [NAME …].
process.exitCode = await handOver(process.execPath, [join(root, 'test/fuzz/run-fuzz.ts'), ...process.argv.slice(2)])
