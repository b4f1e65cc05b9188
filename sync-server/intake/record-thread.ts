import { workerData } from 'node:worker_threads'
import type { OpeningKeys } from '../platform/keys/server-keys.ts'
import { prepareRecord, type Reading } from './prepare-record.ts'
import type { SendingKiosk } from './read-record.ts'

/** A few parcels of one batch, for one thread. */
export interface ReadingTask {
  readonly parcels: readonly Uint8Array[]
  readonly kiosk: SendingKiosk
}

const keys = workerData as OpeningKeys

/** Reads what it is given, on a thread of its own. */
export default function read({ parcels, kiosk }: ReadingTask): readonly Reading[] {
  return parcels.map((parcel) => prepareRecord(parcel, kiosk, keys))
}
