import { conclude, reported } from '../checks/report.ts'
import { vitest } from '../checks/vitest.ts'
import { ensurePackages } from '../setup/debian.ts'
import { electronRuntime } from '../setup/electron/runtime.ts'
import { orExplain } from '../setup/or-explain.ts'
import { endOnSignals } from '../setup/shell.ts'

endOnSignals()

// Proves the packages themselves: takes many minutes, so it is not part of the whole suite.
await orExplain(async () => {
  await ensurePackages('packaging', 'packaging-check', 'display', 'serial')
  await electronRuntime()
  conclude([await reported(() => vitest(['packages']))])
})
