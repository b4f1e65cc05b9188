import { createHash, type KeyObject } from 'node:crypto'
import type { Preparation } from '../../../sync-server/intake/prepare-record.ts'
import type { ReadRecord, Unreadable } from '../../../sync-server/intake/read-record.ts'
import type { RecordReader } from '../../../sync-server/intake/record-reader.ts'

type Kiosk = { readonly kioskId: string; readonly key: KeyObject }

/**
 * Reads every parcel once with the real reader and remembers what it said: reading is a pure function of the bytes, and it
 * takes most of the time that a record takes. Bytes that nobody has seen before are read for real.
 */
export class RememberedReader implements RecordReader {
  readonly #real: RecordReader
  readonly #read = new Map<string, ReadRecord | Unreadable>()
  readonly #prepared = new Map<string, Preparation>()

  constructor(real: RecordReader) {
    this.#real = real
  }

  async learn(parcel: Uint8Array, kiosk: Kiosk): Promise<void> {
    const read = await this.#real.read(parcel, kiosk)
    this.#read.set(nameOf(parcel, kiosk), read)
    if (!('code' in read)) this.#prepared.set(read.digest, await this.#real.prepare(read))
  }

  read(parcel: Uint8Array, kiosk: Kiosk): Promise<ReadRecord | Unreadable> {
    const known = this.#read.get(nameOf(parcel, kiosk))
    return known ? Promise.resolve(known) : this.#real.read(parcel, kiosk)
  }

  prepare(record: ReadRecord): Promise<Preparation> {
    const known = this.#prepared.get(record.digest)
    return known ? Promise.resolve(known) : this.#real.prepare(record)
  }
}

function nameOf(parcel: Uint8Array, { kioskId }: Kiosk): string {
  return `${kioskId} ${createHash('sha1').update(parcel).digest('base64')}`
}
