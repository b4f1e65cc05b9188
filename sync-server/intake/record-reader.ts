import type { KeyObject } from 'node:crypto'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import { type Preparation, prepareRecord } from './prepare-record.ts'
import { type ReadRecord, readRecord, type Unreadable } from './read-record.ts'

/** Everything that happens to a record before its transaction: a pure function of its bytes and the keys. */
export interface RecordReader {
  read(parcel: Uint8Array, kiosk: { kioskId: string; key: KeyObject }): Promise<ReadRecord | Unreadable>
  prepare(record: ReadRecord): Promise<Preparation>
}

/** Reads, verifies and opens with the server's own keys. */
export function recordReader(keys: ServerKeys): RecordReader {
  return { read: readRecord, prepare: (record) => prepareRecord(keys, record) }
}
