import { join } from 'node:path'
import { fromCaller, root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// A tester's trial of one reader, with a report to sign. It keeps the caller's directory, so that relative paths work.
const script = join(root, 'native/cli/conformance.ts')
process.exitCode = await handOver(process.execPath, [script, ...process.argv.slice(2)], { cwd: fromCaller('.') })
