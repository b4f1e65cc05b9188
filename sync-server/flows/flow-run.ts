import { type Flow, flowOf, type FlowState } from '../contract/flow/index.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { RunMemory } from './step-handler.ts'

export type RunRow = Tables['flowRuns']

/** A run of a server-run flow as the server works with it. */
export interface Run {
  readonly idHash: string
  readonly flow: Flow
  readonly state: FlowState
  readonly memory: RunMemory
  /** Where it began; nothing else may go on with it. */
  readonly kioskId: string | null
  /** Grows with every move; an answer that was given to an earlier revision comes too late. */
  readonly revision: number
  readonly expiresAt: string
}

const placeOf = (idHash: string): string => `flow_runs/${idHash}`

/** The run as it is stored: found by the hash of its id, everything that it knows encrypted for its own row. */
export function rowOfRun(personal: PersonalData, run: Run): RunRow {
  const { idHash, flow, state, memory, kioskId, revision, expiresAt } = run
  const sealedRun = personal.seal(placeOf(idHash), JSON.stringify({ state, memory }))
  return { idHash, flow: flow.id, accountId: memory.accountId ?? null, kioskId, revision, sealedRun, expiresAt }
}

/** The run in a row; undefined when its flow is not the one any more that it began with. What opens was sealed here. */
export function runInRow(personal: PersonalData, row: RunRow): Run | undefined {
  const { idHash, kioskId, revision, expiresAt } = row
  const opened = personal.open(placeOf(idHash), row.sealedRun)
  const { state, memory } = JSON.parse(opened) as Pick<Run, 'state' | 'memory'>
  const flow = flowOf(state.flow, state.version)
  return flow && { idHash, flow, state, memory, kioskId, revision, expiresAt }
}
