import { endToEnd } from '../checks/end-to-end.ts'
import { single, type Outcome } from '../checks/outcome.ts'
import { phoneBudget } from '../checks/phone-budget.ts'
import { conclude, pooled, reported } from '../checks/report.ts'
import { format, layers, lint, types } from '../checks/static.ts'
import { vitest } from '../checks/vitest.ts'
import { buildApp } from '../setup/build-app.ts'
import { ensurePackages } from '../setup/debian.ts'
import { virtualDisplay } from '../setup/display.ts'
import { describeRuntime, electronRuntime } from '../setup/electron/runtime.ts'
import { orExplain } from '../setup/or-explain.ts'
import { endOnSignals } from '../setup/shell.ts'

endOnSignals()

// The whole suite. It goes on after a failure, so that one run shows everything that is wrong.
await orExplain(async () => {
  await ensurePackages('electron', 'compiler', 'display', 'serial', 'hid-simulation', 'database-tests')
  const runtime = await electronRuntime()
  const outcomes = await pooled(
    [lint, ...types, format, layers].map((check) => () => reported(check)),
    2,
  )
  outcomes.push(await reported(() => vitest(['unit', 'property', 'contract', 'flow', 'pipeline'])))
  const built = await reported(appBuild)
  outcomes.push(built)
  if (built.failed === 0) outcomes.push(await reported(phoneBudget), await reported(windows))
  conclude(outcomes, [`ran on ${describeRuntime(runtime)}`])
})

async function appBuild(): Promise<Outcome> {
  const problem = await buildApp().then(() => undefined, String)
  return single('app build', problem === undefined, problem ?? '')
}

/** End-to-end tests get a display of a known size, even where somebody is sitting at another one. */
async function windows(): Promise<Outcome> {
  const display = await virtualDisplay()
  try {
    return await endToEnd(display.env)
  } finally {
    display.stop()
  }
}
