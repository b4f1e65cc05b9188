import type { Flow, InputOf, LogEntry, StepKindName } from '../../sync-server/contract/flow/index.ts'
import { stepOf } from '../../sync-server/contract/flow/index.ts'

type VisualReason = InputOf<'compare-by-eye'>['reason']

const OF_OUTCOME: Readonly<Record<string, VisualReason>> = {
  'read-without-photo': 'photo-undecodable',
  review: 'score-in-review-band',
  'not-live': 'score-in-review-band',
  unavailable: 'camera-unavailable',
}

const entryOf = (flow: Flow, log: readonly LogEntry[], kind: StepKindName): LogEntry | undefined =>
  log.findLast((entry) => stepOf(flow, entry.step)?.kind === kind)

/** Why two people compare instead of the face engine; follows from the log alone, so the server can check it. */
export function visualReason(flow: Flow, log: readonly LogEntry[]): VisualReason {
  const isFaceDeclined = log.some(
    ({ step, outcome }) => outcome === 'declined' && stepOf(flow, step)?.with['text'] === 'face',
  )
  if (isFaceDeclined) return 'face-consent-declined'
  const decisive = entryOf(flow, log, 'capture-face') ?? entryOf(flow, log, 'read-card')
  return OF_OUTCOME[decisive?.outcome ?? ''] ?? 'camera-unavailable'
}
