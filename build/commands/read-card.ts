import { join } from 'node:path'
import { fromCaller, root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// A technician's check of one reader. It keeps the caller's directory, so that relative port paths work.
const script = join(root, 'native/cli/read-card.ts')
process.exitCode = await handOver(process.execPath, [script, ...process.argv.slice(2)], { cwd: fromCaller('.') })
