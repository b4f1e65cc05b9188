import { lastOutput } from '../../sync-server/contract/evidence.ts'
import type { Flow, InputOf, LogEntry, StepKindName } from '../../sync-server/contract/flow/index.ts'
import { stepOf } from '../../sync-server/contract/flow/index.ts'

type VisualReason = InputOf<'compare-by-eye'>['reason']

/** What the screen sends instead of a reason of the camera when clerk and citizen skip it. */
const CHOSEN_AT_COUNTER = 'chosen-at-counter'

const OF_OUTCOME: Readonly<Record<string, VisualReason>> = {
  'read-without-photo': 'photo-undecodable',
  review: 'score-in-review-band',
  'not-live': 'liveness-not-shown',
  unavailable: 'camera-unavailable',
}

/** A document without a chip photo leaves no other way, whatever was agreed to. */
const OF_DOCUMENT: Readonly<Record<string, VisualReason>> = {
  'zone-read': 'document-without-chip',
  typed: 'document-typed',
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
  const isChosen = lastOutput(flow, log, 'capture-face')?.unavailable === CHOSEN_AT_COUNTER
  return isChosen ? CHOSEN_AT_COUNTER : (OF_OUTCOME[decisive?.outcome ?? ''] ?? 'camera-unavailable')
}
