import { createHash, type KeyObject, verify } from 'node:crypto'
import { Problem } from '../contract/failure.ts'
import {
  MAX_ATTACHMENT_BYTES,
  MAX_RECORD_BYTES,
  RECORD_MAGIC,
  RecordHeader,
  type RecordParts,
  splitBatch,
  splitRecord,
} from '../contract/sealed-record.ts'
import { sha256Hex } from '../platform/digest.ts'
import { isValid, parseJson } from '../platform/schema.ts'

const MAGIC = Buffer.from(RECORD_MAGIC)

/** A record that is whole and signed by its kiosk, with its attachments; nothing of it has been opened. */
export interface ReadRecord {
  readonly header: RecordHeader
  readonly digest: string
  readonly parts: RecordParts
  /** Sealed, in the order of the header. */
  readonly attachments: readonly Uint8Array[]
}

/** The kiosk that a batch came from, and the key with which it signs records. */
export interface SendingKiosk {
  readonly kioskId: string
  readonly key: KeyObject
}

/** Why a record cannot be judged. It is parked, not lost: the kiosk keeps it. */
export interface Unreadable {
  readonly code: 'record.damaged' | 'record.signature-invalid' | 'record.flow-invalid'
  readonly digest: string
  readonly header: RecordHeader | undefined
}

/** The framed pieces; bytes that end in the middle of one were not sent whole. */
function wholePieces(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces = [...splitBatch(bytes)]
  const length = pieces.reduce((total, piece) => total + 4 + piece.length, 0)
  if (length !== bytes.length) throw new Problem('request.invalid')
  return pieces
}

/** Splits a batch into its parcels; refuses it as a whole where the frames do not fit or a piece is larger than any may be. */
export function parcelsOf(batch: Uint8Array): readonly Uint8Array[] {
  const parcels = wholePieces(batch)
  for (const parcel of parcels) {
    const [record, ...attachments] = wholePieces(parcel)
    if (!record) throw new Problem('request.invalid')
    const isTooLarge = record.length > MAX_RECORD_BYTES || attachments.some((a) => a.length > MAX_ATTACHMENT_BYTES)
    if (isTooLarge) throw new Problem('request.too-large')
  }
  return parcels
}

function headerOf(bytes: Uint8Array): RecordHeader | undefined {
  const header = parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  return isValid(RecordHeader, header) ? header : undefined
}

/** Whether these are the attachments that the header names, byte for byte. */
function areNamedBy(header: RecordHeader, attachments: readonly Uint8Array[]): boolean {
  const isCount = header.attachments.length === attachments.length
  return isCount && attachments.every((bytes, i) => sha256Hex(bytes) === header.attachments[i]?.digest)
}

/** Reads the outside of a record and verifies the kiosk's signature over all of it and the digests of its attachments. */
export function readRecord(parcel: Uint8Array, kiosk: SendingKiosk): ReadRecord | Unreadable {
  const [bytes = parcel, ...attachments] = splitBatch(parcel)
  const parts = splitRecord(bytes)
  const hash = createHash('sha256')
    .update(parts?.signed ?? bytes)
    .digest()
  const digest = hash.toString('hex')
  const header = parts && headerOf(parts.header)
  if (!parts || !header) return { code: 'record.damaged', digest, header: undefined }
  const isOwn = header.kioskId === kiosk.kioskId
  const isSigned = isOwn && verify(null, Buffer.concat([MAGIC, hash]), kiosk.key, parts.signature)
  if (!isSigned) return { code: 'record.signature-invalid', digest, header }
  return areNamedBy(header, attachments)
    ? { header, digest, parts, attachments }
    : { code: 'record.damaged', digest, header }
}
