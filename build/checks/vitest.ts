import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { resultsDir, root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'
import type { Outcome, Skipped } from './outcome.ts'

/** What the reporter leaves behind. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  /** Names of failed tests, and files that could not be loaded. */
  readonly failures: readonly string[]
  readonly skipped: readonly Skipped[]
}

/** Runs vitest projects; its own report goes to the terminal and, as JUnit, to test-results/. */
export async function vitest(projects: readonly string[]): Promise<Outcome> {
  const name = projects.join(', ')
  const file = join(resultsDir, `vitest-${projects.join('-')}.json`)
  rmSync(file, { force: true })
  const reporters = ['default', 'junit', join(root, 'build/checks/vitest-counts.ts')].flatMap((reporter) => [
    '--reporter',
    reporter,
  ])
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), ...reporters]
  const report = `--outputFile.junit=${file.replace(/json$/, 'xml')}`
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  const env = { ...process.env, ...plain, HALL_VITEST_COUNTS: file }
  const code = await handOver(join(root, 'node_modules/.bin/vitest'), [...args, report], { env })
  return outcomeOf(name, code, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : undefined)
}

/** vitest can also fail without a failed test, for instance in its global set-up: that counts as one failure. */
function outcomeOf(
  name: string,
  code: number,
  { failures, ...counts }: Counts = { passed: 0, failed: 0, failures: [], skipped: [] },
): Outcome {
  const unexplained = code !== 0 && counts.failed === 0 ? 1 : 0
  return {
    name,
    ...counts,
    failed: counts.failed + unexplained,
    output: unexplained ? `vitest ended with ${code}` : failures.join('\n'),
  }
}
