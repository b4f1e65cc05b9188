import { chipReadOf } from '../../sync-server/contract/evidence.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { Flow, FlowState } from '../../sync-server/contract/flow/index.ts'
import type { StaffView } from '../bridge/view.ts'
import type { Beginning } from './running-session.ts'
import { SessionMemory } from './session-memory.ts'
import type { SessionPorts } from './session-ports.ts'
import { type Snapshot, unpackSnapshot } from './snapshot.ts'

interface Unpacked {
  readonly snapshot: Snapshot
  readonly flow: Flow
  readonly state: FlowState
  readonly memory: SessionMemory
}

/** The attachments in an unpacked snapshot may be windows onto its bytes: they are copied before those are wiped. */
function unpack(bytes: Uint8Array): Unpacked {
  try {
    const unpacked = unpackSnapshot(bytes)
    if (!unpacked) throw new Problem('record.flow-invalid')
    return { ...unpacked, memory: memoryOf(unpacked.snapshot) }
  } finally {
    bytes.fill(0)
  }
}

function memoryOf({ attachments, accountWords }: Snapshot): SessionMemory {
  const memory = new SessionMemory()
  memory.accountWords = accountWords
  for (const { name, bytes } of attachments) {
    memory.attach(name, bytes, '')
    bytes.fill(0)
  }
  return memory
}

/** Takes the session off the shelf, with the chip photo decoded again; throws Problem and leaves it there when that fails. */
export async function restore({ office, devices }: SessionPorts, staff: StaffView): Promise<Beginning> {
  const { snapshot, flow, state, memory } = unpack(office.snapshots.open())
  const block = memory.bytesOf('chip-photo')
  if (block && chipReadOf(flow, state.log)?.hasDecodablePhoto) {
    const photo = await devices.decodeChipPhoto(Uint8Array.from(block))
    memory.holdPhoto(photo)
    if (!photo) {
      memory.wipe()
      throw new Problem('chip-photo.undecodable')
    }
  }
  return { id: snapshot.sessionId, flow, state, startedAt: snapshot.startedAt, staff, memory }
}
