import { lastOutput } from '../../sync-server/contract/evidence.ts'
import type { Flow, InputOf, LogEntry } from '../../sync-server/contract/flow/index.ts'
import type { SessionMemory } from './session-memory.ts'

type ReadDocument = InputOf<'compare-by-eye'>['read']

/** The decoded chip photo as screens get it: pixels only. */
export function pixelsOf({ photo }: SessionMemory): ReadDocument['chipPhoto'] {
  return photo && { width: photo.width, height: photo.height, rgba: photo.rgba }
}

/** The document that was read and confirmed, for the person who compares; a confirmed document has no faults. */
export function heldDocument(flow: Flow, log: readonly LogEntry[], memory: SessionMemory): ReadDocument {
  const read = lastOutput(flow, log, 'read-card')
  if (!read) throw new Error('nothing was read before the comparison')
  const chipPhoto = pixelsOf(memory)
  return {
    document: read.document,
    faults: [],
    hasDecodablePhoto: chipPhoto !== undefined,
    ...(chipPhoto && { chipPhoto }),
  }
}
