import type { RecordAnswer } from '../contract/sealed-record.ts'
import type { Metrics } from '../platform/metrics.ts'
import { type TimedRun, timedRun } from '../way-times/way-times.service.ts'
import { flowOf, type Prepared, type Reading } from './prepare-record.ts'

/** Which way a record's run went and how long it took; undefined where it is no complete run. */
export function runOf(prepared: Prepared): TimedRun | undefined {
  return prepared.isWhole ? timedRun(flowOf(prepared), prepared.log) : undefined
}

/** Counts what came of a record, and how long its way took when it was settled at this arrival and not before. */
export function meterRecord(
  metrics: Metrics,
  answer: RecordAnswer,
  { reading, receivedAt }: { reading: Reading | undefined; receivedAt: string },
): void {
  if (answer.kind !== 'receipt') return metrics.record(answer.kind)
  const { value } = answer.receipt
  metrics.record(value.decision)
  const isNow = value.receivedAt === receivedAt
  const run = isNow && reading && !('code' in reading) ? runOf(reading) : undefined
  if (run) metrics.verified(run.way, value.kioskId, run.seconds)
}
