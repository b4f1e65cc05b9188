import { lastOutput } from '../../sync-server/contract/evidence.ts'
import type { Flow, InputOf, LogEntry, StepKindName } from '../../sync-server/contract/flow/index.ts'
import { stepOf } from '../../sync-server/contract/flow/index.ts'

type VisualReason = InputOf<'compare-by-eye'>['reason']

const OF_OUTCOME: Readonly<Record<string, VisualReason>> = {
  'read-without-photo': 'photo-undecodable',
  review: 'score-in-review-band',
  'no-match': 'face-not-matched',
  'not-live': 'liveness-not-shown',
  unavailable: 'camera-unavailable',
}

/** A document without a chip photo leaves no other way, whatever was agreed to. */
const OF_DOCUMENT: Readonly<Record<string, VisualReason>> = {
  'zone-read': 'document-without-chip',
  typed: 'document-typed',
}

/** What the screen or the kiosk says instead of a reason of the camera: that people chose it, or that no engine answered. */
const OF_UNAVAILABLE: Readonly<Record<string, VisualReason>> = {
  'chosen-at-counter': 'chosen-at-counter',
  'engine-failed': 'face-engine-unavailable',
}

const entryOf = (flow: Flow, log: readonly LogEntry[], kind: StepKindName): LogEntry | undefined =>
  log.findLast((entry) => stepOf(flow, entry.step)?.kind === kind)

/** Why two people compare instead of the face engine; follows from the log alone, so the server can check it. */
export function visualReason(flow: Flow, log: readonly LogEntry[]): VisualReason {
  const read = entryOf(flow, log, 'read-card')
  const ofDocument = OF_DOCUMENT[read?.outcome ?? '']
  if (ofDocument) return ofDocument
  const isFaceDeclined = log.some(
    ({ step, outcome }) => outcome === 'declined' && stepOf(flow, step)?.with['text'] === 'face',
  )
  if (isFaceDeclined) return 'face-consent-declined'
  const decisive = entryOf(flow, log, 'capture-face') ?? read
  const because = OF_UNAVAILABLE[lastOutput(flow, log, 'capture-face')?.unavailable ?? '']
  return because ?? OF_OUTCOME[decisive?.outcome ?? ''] ?? 'camera-unavailable'
}
