import { Type, type Static } from 'typebox'
import { assuranceLevels } from './level.ts'
import { Base64Url, Instant, Sha256Hex, Uuid } from './staff.ts'

/**
 * The envelope in which a finished session travels. Bytes, in this order:
 *
 *     "HKR1" | u32be length of header | header | sealed key (80) | body | signature (64)
 *
 * header      canonical JSON of {@link RecordHeader}; additional data of every encryption below
 * sealed key  ephemeral X25519 public key (32) | AES-256-GCM of the 32-byte data key (32) | tag (16)
 * body        nonce (12) | AES-256-GCM of the session log's canonical JSON | tag (16)
 * signature   Ed25519 by the kiosk over "HKR1" | SHA-256 of everything before the signature
 *
 * The digest of a record is that same SHA-256, in hex; it names the record in the chain and in the receipt.
 */
export const RECORD_MAGIC = 'HKR1'
export const SEALED_KEY_BYTES = 80
export const SIGNATURE_BYTES = 64
export const NONCE_BYTES = 12
export const TAG_BYTES = 16
/** Digest of nothing: what the first record of a kiosk names as its predecessor. */
export const CHAIN_START = '0'.repeat(64)
/** HKDF labels; each key has one purpose. */
export const KEY_LABEL = { wrap: 'hall/1/wrap', body: 'hall/1/body', attachment: 'hall/1/attachment/' } as const
export const RECORD_SUITE = 'x25519-hkdf-sha256-aes256gcm-ed25519'
export const MAX_RECORD_BYTES = 1024 * 1024
export const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024

export const attachmentNames = ['chip-photo', 'live-face', 'signature', 'paper-page'] as const
export const AttachmentName = Type.Enum(attachmentNames)
export type AttachmentName = Static<typeof AttachmentName>

/** An attachment as the header names it: by the SHA-256 of its sealed bytes (nonce | ciphertext | tag). */
export const SealedAttachmentRef = Type.Object(
  { name: AttachmentName, digest: Sha256Hex, bytes: Type.Integer({ minimum: 1, maximum: MAX_ATTACHMENT_BYTES }) },
  { additionalProperties: false },
)
export type SealedAttachmentRef = Static<typeof SealedAttachmentRef>

/** Everything about a record that may be read without opening it; no personal data. */
export const RecordHeader = Type.Object(
  {
    v: Type.Literal(1),
    suite: Type.Literal(RECORD_SUITE),
    recordId: Uuid,
    kioskId: Uuid,
    /** 1 for a kiosk's first record, then without a gap. */
    seq: Type.Integer({ minimum: 1 }),
    /** Digest of record `seq - 1`, or {@link CHAIN_START}. */
    previousDigest: Sha256Hex,
    sealedAt: Instant,
    /** Which server key the data key is wrapped for. */
    sealingKeyId: Type.String({ maxLength: 64 }),
    attachments: Type.Array(SealedAttachmentRef, { maxItems: 8 }),
  },
  { additionalProperties: false },
)
export type RecordHeader = Static<typeof RecordHeader>

/** The parts of a record; views into one buffer, nothing copied. */
export interface RecordParts {
  readonly header: Uint8Array
  readonly sealedKey: Uint8Array
  readonly body: Uint8Array
  readonly signature: Uint8Array
  /** Everything the digest covers. */
  readonly signed: Uint8Array
}

/** Splits a record into its parts, or says that it is none. Checks lengths only; opens and verifies nothing. */
export function splitRecord(record: Uint8Array): RecordParts | undefined {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  if (record.length < 8 || String.fromCharCode(...record.subarray(0, 4)) !== RECORD_MAGIC) return undefined
  const headerEnd = 8 + view.getUint32(4)
  const bodyStart = headerEnd + SEALED_KEY_BYTES
  const bodyEnd = record.length - SIGNATURE_BYTES
  if (headerEnd <= 8 || bodyEnd - bodyStart < NONCE_BYTES + TAG_BYTES) return undefined
  return {
    header: record.subarray(8, headerEnd),
    sealedKey: record.subarray(headerEnd, bodyStart),
    body: record.subarray(bodyStart, bodyEnd),
    signature: record.subarray(bodyEnd),
    signed: record.subarray(0, bodyEnd),
  }
}

/**
 * Bytes framed one after another: for each, u32be length and the bytes. A record and its attachments, in the order of its
 * header, make a parcel; parcels make a batch. So a record lies on the kiosk's disk, so it travels and so the server keeps it:
 * it is there with everything that belongs to it or not at all.
 */
export function* splitBatch(batch: Uint8Array): Generator<Uint8Array, undefined> {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength)
  let offset = 0
  while (offset + 4 <= batch.length) {
    const end = offset + 4 + view.getUint32(offset)
    if (end > batch.length) return
    yield batch.subarray(offset + 4, end)
    offset = end
  }
}

/** What the server decided about a record, in its own words; the kiosk deletes a record only on this, signed. */
export const Receipt = Type.Object(
  {
    recordId: Uuid,
    kioskId: Uuid,
    seq: Type.Integer({ minimum: 1 }),
    digest: Sha256Hex,
    /** Position in the server's own log. */
    serverSeq: Type.Integer({ minimum: 1 }),
    receivedAt: Instant,
    decision: Type.Union([Type.Literal('granted'), Type.Literal('returned')]),
    /** What the evidence supports; only with a grant. */
    level: Type.Optional(Type.Enum(assuranceLevels)),
    /** Failure codes, first the one to act on; empty when granted. */
    reasons: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 16 }),
    keyId: Type.String({ maxLength: 64 }),
  },
  { additionalProperties: false },
)
export type Receipt = Static<typeof Receipt>

export const SignedReceipt = Type.Object({ value: Receipt, signature: Base64Url }, { additionalProperties: false })
export type SignedReceipt = Static<typeof SignedReceipt>

/** The answer to one record of a batch: a receipt is final, `again` asks for a later resend, `rejected` parks it. */
export const RecordAnswer = Type.Union([
  Type.Object(
    { kind: Type.Literal('receipt'), recordId: Uuid, receipt: SignedReceipt },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('again'), recordId: Uuid, code: Type.String() }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('rejected'), digest: Sha256Hex, recordId: Type.Optional(Uuid), code: Type.String() },
    { additionalProperties: false },
  ),
])
export type RecordAnswer = Static<typeof RecordAnswer>
