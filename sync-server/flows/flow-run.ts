import { type Flow, flowOf, type FlowState } from '../contract/flow/index.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { RunMemory } from './step-handler.ts'

/** A run as it is stored, with the picture that has to be stored too. */
export type RunRow = Tables['flowRuns'] & { readonly sealedPicture?: Uint8Array }

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
const pictureAt = (idHash: string): string => `run_pictures/${idHash}`

/** The run as it is stored: found by the hash of its id, everything that it knows encrypted for its own row. */
export function rowOfRun(personal: PersonalData, run: Run): RunRow {
  const { idHash, flow, state, memory, kioskId, revision, expiresAt } = run
  const { picture, ...kept } = memory
  const sealedRun = personal.seal(placeOf(idHash), JSON.stringify({ state, memory: kept }))
  const sealedPicture = picture === undefined ? {} : { sealedPicture: personal.seal(pictureAt(idHash), picture) }
  const accountId = memory.accountId ?? null
  return { idHash, flow: flow.id, accountId, kioskId, revision, sealedRun, expiresAt, ...sealedPicture }
}

/** The picture that was stored beside a run. */
export function openPicture(personal: PersonalData, idHash: string, sealedPicture: Uint8Array): string {
  return personal.open(pictureAt(idHash), sealedPicture)
}

/** The run in a row; undefined when its flow is not the one any more that it began with. What opens was sealed here. */
export function runInRow(personal: PersonalData, row: RunRow): Run | undefined {
  const { idHash, kioskId, revision, expiresAt } = row
  const opened = personal.open(placeOf(idHash), row.sealedRun)
  const { state, memory } = JSON.parse(opened) as Pick<Run, 'state' | 'memory'>
  const flow = flowOf(state.flow, state.version)
  return flow && { idHash, flow, state, memory, kioskId, revision, expiresAt }
}
