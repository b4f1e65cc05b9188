import { deserialize, serialize } from 'node:v8'
import { Type, type Static } from 'typebox'
import { Check } from 'typebox/value'
import { type Flow, flowOf, type FlowState, outcomesOf, replay } from '../../sync-server/contract/flow/index.ts'
import { AttachmentName } from '../../sync-server/contract/sealed-record.ts'
import { SessionLogEntry } from '../../sync-server/contract/session-log.ts'
import { Instant, Uuid } from '../../sync-server/contract/staff.ts'

const closed = { additionalProperties: false } as const

/** A running session as it lies on the shelf: the log, from which everything follows, and the bytes that it names. */
const Snapshot = Type.Object(
  {
    v: Type.Literal(1),
    sessionId: Uuid,
    flow: Type.String(),
    flowVersion: Type.Integer(),
    startedAt: Instant,
    accountWords: Type.String(),
    log: Type.Array(SessionLogEntry),
    attachments: Type.Array(Type.Object({ name: AttachmentName, bytes: Type.Unsafe<Uint8Array>({}) }, closed)),
  },
  closed,
)
export type Snapshot = Static<typeof Snapshot>

/** The bytes to keep; the caller wipes them after they were encrypted. */
export function packSnapshot(snapshot: Snapshot): Uint8Array {
  return serialize(snapshot)
}

/** What can be gone on with: undefined when this version of the program no longer knows the flow or the format. */
export function unpackSnapshot(bytes: Uint8Array): { snapshot: Snapshot; flow: Flow; state: FlowState } | undefined {
  const snapshot: unknown = deserialize(bytes)
  if (!Check(Snapshot, snapshot)) return undefined
  const flow = flowOf(snapshot.flow, snapshot.flowVersion)
  if (!flow || flow.runs !== 'kiosk') return undefined
  const replayed = replay({ flow, outcomesOf }, snapshot.log)
  if ('rejected' in replayed || replayed.state.status !== 'active') return undefined
  return { snapshot, flow, state: replayed.state }
}
