import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Counts } from './vitest.ts'

/** Writes what the totals need: numbers, every failed test by name, and every skipped one with the reason given to `skip()`. */
export default class VitestCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env['HALL_VITEST_COUNTS']
    if (file === undefined) return
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const failed = cases.filter((test) => test.result().state === 'failed')
    // Files that could not even be loaded have no test that could fail.
    const broken = modules.filter((module) => module.errors().length > 0)
    const counts: Counts = {
      passed: cases.filter((test) => test.result().state === 'passed').length,
      failed: failed.length + broken.length + errors.length,
      failures: [...failed.map(nameOf), ...broken.map(({ relativeModuleId }) => relativeModuleId)],
      skipped: cases.filter((test) => test.result().state === 'skipped').map(skipped),
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts, undefined, 2))
  }
}

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`

function skipped(test: TestCase): Counts['skipped'][number] {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return { name: nameOf(test), reason: note ?? 'no reason given' }
}
