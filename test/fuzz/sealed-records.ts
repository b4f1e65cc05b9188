import { generateKeyPairSync } from 'node:crypto'
import {
  NONCE_BYTES,
  RECORD_MAGIC,
  SEALED_KEY_BYTES,
  SIGNATURE_BYTES,
  splitBatch,
  splitRecord,
  TAG_BYTES,
} from '../../sync-server/contract/sealed-record.ts'
import { readRecord } from '../../sync-server/intake/read-record.ts'
import { bounded } from './bounded.ts'
import type { ParserUnderFuzz } from './parser-under-fuzz.ts'

const kiosk = { kioskId: '0190a000-0000-7000-8000-000000000001', key: generateKeyPairSync('ed25519').publicKey }

/** A parcel whose record has every part in its place, none of them genuine. */
function sealedParcel(): Uint8Array {
  const header = Buffer.from(JSON.stringify({ v: 1, kioskId: kiosk.kioskId, seq: 1, attachments: [] }))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(header.length)
  const rest = Buffer.alloc(SEALED_KEY_BYTES + NONCE_BYTES + TAG_BYTES + SIGNATURE_BYTES, 7)
  const record = Buffer.concat([Buffer.from(RECORD_MAGIC), size, header, rest])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(record.length)
  return Buffer.concat([length, record])
}

/** The envelopes that kiosks send: batches, parcels, records and their headers. */
export const sealedRecords: ParserUnderFuzz = {
  name: 'sealed-records',
  seeds: [sealedParcel()],
  run: (given) => {
    bounded(
      [...splitBatch(given)].reduce((sum, part) => sum + part.length, 0),
      given.length,
    )
    for (const record of [given, ...splitBatch(given)]) splitRecord(record)
    readRecord(given, kiosk)
  },
}
