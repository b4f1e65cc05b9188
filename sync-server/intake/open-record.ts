import { createDecipheriv, createSecretKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto'
import { type AttachmentName, KEY_LABEL, NONCE_BYTES, TAG_BYTES } from '../contract/sealed-record.ts'
import { SessionLog } from '../contract/session-log.ts'
import { sha256Hex } from '../platform/digest.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import type { OpeningKeys } from '../platform/keys/server-keys.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import type { ReadRecord } from './read-record.ts'

const KEY_BYTES = 32
/** The wrapping key comes from an ephemeral key and encrypts once, so its nonce is constant. */
const WRAP_NONCE = Buffer.alloc(NONCE_BYTES)
const NO_HEADER = new Uint8Array()

/** A record laid open: the log, and the key to its attachments. */
export interface OpenRecord {
  readonly log: SessionLog
  readonly dataKey: KeyObject
}

/** A plain attachment, as far as the review wants to know it. */
export interface OpenAttachment {
  readonly sha256: string
  readonly bytes: number
}

/** Keys stay what the runtime calls a key: each raw one that a cipher is given costs more than the decryption of a log. */
function derive(from: KeyObject, label: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', from, '', label, KEY_BYTES)))
}

/** AES-256-GCM; undefined when a single bit is not as it was sealed. */
function decrypt(
  key: KeyObject,
  sealed: { nonce: Uint8Array; rest: Uint8Array; header: Uint8Array },
): Buffer | undefined {
  const end = sealed.rest.length - TAG_BYTES
  if (end < 0) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce)
  decipher.setAAD(sealed.header).setAuthTag(sealed.rest.subarray(end))
  const plain = decipher.update(sealed.rest.subarray(0, end))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** A few keys are no keys at all (small order): then there is no secret to share. */
function sharedWith(privateKey: KeyObject, ephemeral: Uint8Array): Buffer | undefined {
  const publicKey = publicKeyOf('x25519', ephemeral)
  try {
    return publicKey && diffieHellman({ privateKey, publicKey })
  } catch {
    return undefined
  }
}

function unwrap(record: ReadRecord, keys: OpeningKeys): KeyObject | undefined {
  const { sealedKey, header } = record.parts
  const privateKey = keys.sealing.get(record.header.sealingKeyId)
  const shared = privateKey && sharedWith(privateKey, sealedKey.subarray(0, KEY_BYTES))
  if (!shared) return undefined
  const sealed = { nonce: WRAP_NONCE, rest: sealedKey.subarray(KEY_BYTES), header }
  const dataKey = decrypt(derive(createSecretKey(shared), KEY_LABEL.wrap), sealed)
  return dataKey && createSecretKey(dataKey)
}

/** Opens a record; says when it cannot be opened, and when what is inside is no log of this very record. */
export function openRecord(
  record: ReadRecord,
  keys: OpeningKeys,
): OpenRecord | 'record.damaged' | 'record.flow-invalid' {
  const dataKey = unwrap(record, keys)
  const { body, header } = record.parts
  const sealed = { nonce: body.subarray(0, NONCE_BYTES), rest: body.subarray(NONCE_BYTES), header }
  const plain = dataKey && decrypt(derive(dataKey, KEY_LABEL.body), sealed)
  if (!plain) return 'record.damaged'
  const log = parseJson(plain.toString('utf8'))
  plain.fill(0)
  if (!isValid(SessionLog, log)) return 'record.flow-invalid'
  const isThisRecord = log.recordId === record.header.recordId && log.kioskId === record.header.kioskId
  return isThisRecord ? { log, dataKey } : 'record.flow-invalid'
}

/** Opens a sealed attachment and says what was inside; undefined when it does not open with this record's key. */
export function openAttachment(
  dataKey: KeyObject,
  name: AttachmentName,
  sealed: Uint8Array,
): OpenAttachment | undefined {
  const key = derive(dataKey, KEY_LABEL.attachment + name)
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const plain = decrypt(key, { nonce, rest: sealed.subarray(NONCE_BYTES), header: NO_HEADER })
  if (!plain) return undefined
  const opened = { sha256: sha256Hex(plain), bytes: plain.length }
  plain.fill(0)
  return opened
}
