import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Counts } from './vitest.ts'

/** Writes what the totals need: numbers, and every skipped test with the reason given to `skip()`. */
export default class VitestCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env['HALL_VITEST_COUNTS']
    if (file === undefined) return
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const counts: Counts = {
      passed: cases.filter((test) => test.result().state === 'passed').length,
      failed: cases.filter((test) => test.result().state === 'failed').length + broken(modules) + errors.length,
      skipped: cases.filter((test) => test.result().state === 'skipped').map(skipped),
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts, undefined, 2))
  }
}

/** Files that could not even be loaded have no test that could fail. */
function broken(modules: readonly TestModule[]): number {
  return modules.filter((module) => module.errors().length > 0).length
}

function skipped(test: TestCase): Counts['skipped'][number] {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return { name: `${test.module.relativeModuleId} > ${test.fullName}`, reason: note ?? 'no reason given' }
}
