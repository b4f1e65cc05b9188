/** What one check or one run of tests came to; a lint, type or layer check counts as a single test. */
export interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
  readonly output: string
}

/** A test that did not run, and why: a skip without a reason is shown as such. */
export interface Skipped {
  readonly name: string
  readonly reason: string
}

/** A program that either succeeds or fails as a whole. */
export function single(name: string, isGood: boolean, output: string): Outcome {
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: [], output: isGood ? '' : output }
}

/** The line that ends every run; scripts read it, so its shape stays. */
export function totals(outcomes: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0)
  const [passed, failed] = [sum((outcome) => outcome.passed), sum((outcome) => outcome.failed)]
  return `${passed} passed, ${failed} failed, ${sum((outcome) => outcome.skipped.length)} skipped`
}

/** Whether every part of a run is good. */
export function isGood(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ failed }) => failed === 0)
}
