import { type Flow, flowOf, isStepKind, outcomesOf, replay, stepKinds, stepOf } from '../contract/flow/index.ts'
import type { SessionLog } from '../contract/session-log.ts'
import { isValid } from '../platform/schema.ts'

type Entry = SessionLog['entries'][number]

function isOutputOfItsKind(flow: Flow, entry: Entry): boolean {
  const kind = stepOf(flow, entry.step)?.kind
  return kind !== undefined && isStepKind(kind) && isValid(stepKinds[kind].output, entry.output)
}

/** The flow that a log claims to have run, if the server knows it in this version and kiosks may run it. */
export function flowOfLog(log: SessionLog): Flow | undefined {
  const flow = flowOf(log.flow, log.flowVersion)
  return flow?.runs === 'kiosk' ? flow : undefined
}

/** Whether a log is a complete run of the flow: every output of its kind's shape, every step reached by its predecessors. */
export function isWholeRun(flow: Flow, log: SessionLog): boolean {
  if (!log.entries.every((entry) => isOutputOfItsKind(flow, entry))) return false
  const replayed = replay({ flow, outcomesOf }, log.entries)
  return 'state' in replayed && replayed.state.status === 'done'
}
