import { format, layers, lint, types } from '../checks/static.ts'
import { conclude, pooled, reported } from '../checks/report.ts'
import { vitest } from '../checks/vitest.ts'
import { endOnSignals } from '../setup/shell.ts'

endOnSignals()

// The quick check before a commit: everything that needs no device, no database and no window.
const checks = [lint, ...types, format, layers]
const outcomes = await pooled(
  checks.map((check) => () => reported(check)),
  2,
)
conclude([...outcomes, await reported(() => vitest(['unit']))])
