import { createHash, type KeyObject } from 'node:crypto'
import { isSignedWith } from '../platform/keys/verify-signature.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { RECORD_MAGIC, RecordHeader, type RecordParts, splitRecord } from '../contract/sealed-record.ts'

const MAGIC = Buffer.from(RECORD_MAGIC)

/** A record that is whole and signed by its kiosk; nothing of it has been opened. */
export interface ReadRecord {
  readonly bytes: Uint8Array
  readonly header: RecordHeader
  readonly digest: string
  readonly parts: RecordParts
}

/** Why a record cannot even be opened. It is parked, not lost: the kiosk keeps it. */
export interface Unreadable {
  readonly code: 'record.damaged' | 'record.signature-invalid'
  readonly digest: string
  readonly header: RecordHeader | undefined
}

function headerOf(bytes: Uint8Array): RecordHeader | undefined {
  const header = parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  return isValid(RecordHeader, header) ? header : undefined
}

/** Reads the outside of a record and verifies the kiosk's signature over all of it. */
export async function readRecord(
  bytes: Uint8Array,
  kiosk: { kioskId: string; key: KeyObject },
): Promise<ReadRecord | Unreadable> {
  const parts = splitRecord(bytes)
  const hash = createHash('sha256')
    .update(parts?.signed ?? bytes)
    .digest()
  const digest = hash.toString('hex')
  const header = parts && headerOf(parts.header)
  if (!parts || !header) return { code: 'record.damaged', digest, header: undefined }
  const isOwn = header.kioskId === kiosk.kioskId
  const isSigned = isOwn && (await isSignedWith(kiosk.key, Buffer.concat([MAGIC, hash]), parts.signature))
  return isSigned ? { bytes, header, digest, parts } : { code: 'record.signature-invalid', digest, header }
}
