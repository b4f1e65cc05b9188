import { join } from 'node:path'
import { buildApp } from '../setup/build-app.ts'
import { ensurePackages } from '../setup/debian.ts'
import { electronRuntime } from '../setup/electron/runtime.ts'
import { orExplain } from '../setup/or-explain.ts'
import { root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// Fault drills on the real parts: npm run fault [NAME …]. The last line says what was tried and what was lost or doubled.
await orExplain(async () => {
  await ensurePackages('electron', 'display', 'serial', 'compiler')
  await electronRuntime()
  await buildApp()
  process.exitCode = await handOver(process.execPath, [
    join(root, 'test/fault/run-drills.ts'),
    ...process.argv.slice(2),
  ])
})
