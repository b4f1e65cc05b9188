import { isGood, totals, type Outcome } from './outcome.ts'

/** Runs one check after the other is asked for, says how each ended, and shows what a failed one printed. */
export async function reported(check: () => Promise<Outcome>): Promise<Outcome> {
  const since = performance.now()
  const outcome = await check()
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  const counts = outcome.passed + outcome.failed === 1 ? '' : `, ${outcome.passed} passed, ${outcome.failed} failed`
  console.log(`${outcome.failed === 0 ? '✓' : '✗'} ${outcome.name} (${seconds} s${counts})`)
  if (outcome.output !== '') console.log(outcome.output.trimEnd())
  return outcome
}

/** Ends a run: what failed, again, for whoever sees the end alone; skipped tests with their reasons; then the totals alone. */
export function conclude(outcomes: readonly Outcome[], notes: readonly string[] = []): void {
  const failed = outcomes.filter((outcome) => outcome.failed > 0)
  for (const { name, output } of failed) console.log(`failed: ${name}\n${output.trimEnd()}`)
  for (const { name, reason } of outcomes.flatMap(({ skipped }) => skipped)) console.log(`skipped: ${name}: ${reason}`)
  for (const note of notes) console.log(note)
  console.log(totals(outcomes))
  process.exitCode = isGood(outcomes) ? 0 : 1
}

/** Works through tasks, a few at a time, and keeps their order in the result. */
export async function pooled<T>(tasks: readonly (() => Promise<T>)[], width: number): Promise<T[]> {
  const results = new Map<number, T>()
  const queue = tasks.entries()
  const worker = async (): Promise<void> => {
    for (const [index, task] of queue) results.set(index, await task())
  }
  await Promise.all(Array.from({ length: width }, worker))
  return tasks.flatMap((_, index) => (results.has(index) ? [results.get(index) as T] : []))
}
