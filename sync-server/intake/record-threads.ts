import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { OpeningKeys } from '../platform/keys/server-keys.ts'
import type { Reading } from './prepare-record.ts'
import type { RecordReader } from './record-reader.ts'
import type { ReadingTask } from './record-thread.ts'

/** Parcels that one thread is given at a time: a batch keeps several threads busy and small requests get their turn. */
const AT_ONCE = 16
/** More threads than this would only wait for the one that writes. */
const MOST_THREADS = 4
const IDLE_MS = 60_000

/** A reader whose threads end with it. */
export interface RecordThreads extends RecordReader {
  close(): Promise<void>
}

/**
 * Reads records beside the event loop: opening and verifying one takes as long as settling it, needs no order and leaves much to
 * clear away, which in a thread of its own costs the server's heap nothing. Threads start with the first record.
 */
export function recordThreads(keys: OpeningKeys): RecordThreads {
  const pool = new Piscina<ReadingTask, readonly Reading[]>({
    filename: new URL('record-thread.ts', import.meta.url).href,
    workerData: keys,
    minThreads: 0,
    maxThreads: Math.min(availableParallelism(), MOST_THREADS),
    idleTimeout: IDLE_MS,
  })
  return {
    async readAll(parcels, kiosk) {
      const groups = Array.from({ length: Math.ceil(parcels.length / AT_ONCE) }, (_, i) =>
        // Copies, since a view would take the whole batch along.
        parcels.slice(i * AT_ONCE, (i + 1) * AT_ONCE).map((parcel) => Uint8Array.from(parcel)),
      )
      const readings = groups.map((group) =>
        pool.run({ parcels: group, kiosk }, { transferList: group.map(({ buffer }) => buffer) }),
      )
      return (await Promise.all(readings)).flat()
    },
    close: () => pool.close({ force: true }),
  }
}
