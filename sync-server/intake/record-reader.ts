import type { Reading } from './prepare-record.ts'
import type { SendingKiosk } from './read-record.ts'

/** Everything that happens to records before their transaction: a pure function of their bytes and the keys. */
export interface RecordReader {
  /** What each parcel turns out to be, in their order. */
  readAll(parcels: readonly Uint8Array[], kiosk: SendingKiosk): Promise<readonly Reading[]>
}
