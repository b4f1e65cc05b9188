import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { resultsDir, root } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'
import { single, type Outcome, type Skipped } from './outcome.ts'

const reportFile = join(resultsDir, 'e2e.json')

/** Runs the end-to-end tests on a display; screenshots and traces of failures stay in test-results/e2e. */
export async function endToEnd(display: Readonly<Record<string, string>>): Promise<Outcome> {
  if (globSync('test/e2e/**/*.spec.ts', { cwd: root }).length === 0) return { ...single('e2e', true, ''), passed: 0 }
  rmSync(reportFile, { force: true })
  const env = { ...process.env, ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }
  const code = await handOver(join(root, 'node_modules/.bin/playwright'), ['test'], { env })
  if (!existsSync(reportFile)) return single('e2e', false, `playwright ended with ${code} and left no report`)
  return outcomeOf(JSON.parse(readFileSync(reportFile, 'utf8')) as JSONReport, code)
}

function outcomeOf(report: JSONReport, code: number): Outcome {
  const { expected, flaky, unexpected } = report.stats
  const failed = unexpected + report.errors.length
  const unexplained = code !== 0 && failed === 0 ? 1 : 0
  const all = report.suites.flatMap(specs)
  const skipped = all.filter(isSkipped).map(reasoned)
  const output = [...all.filter(({ ok }) => !ok).map(nameOf), ...report.errors.map(({ message }) => message ?? '')]
  return { name: 'e2e', passed: expected + flaky, failed: failed + unexplained, skipped, output: output.join('\n') }
}

function specs(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specs)]
}

const nameOf = ({ file, title }: JSONReportSpec): string => `${file} > ${title}`

function isSkipped(spec: JSONReportSpec): boolean {
  return spec.tests.some((test) => test.status === 'skipped')
}

function reasoned(spec: JSONReportSpec): Skipped {
  const reasons = spec.tests.flatMap((test) => test.annotations.map(({ description }) => description))
  return { name: nameOf(spec), reason: reasons.find(Boolean) ?? 'no reason given' }
}
