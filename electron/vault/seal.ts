import {
  createCipheriv,
  createHash,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import {
  type AttachmentName,
  KEY_LABEL,
  NONCE_BYTES,
  RECORD_MAGIC,
  RECORD_SUITE,
  type RecordHeader,
} from '../../sync-server/contract/sealed-record.ts'
import type { SessionLog } from '../../sync-server/contract/session-log.ts'
import type { Attachment } from '../stages.ts'

const MAGIC = Buffer.from(RECORD_MAGIC)
const KEY_BYTES = 32
/** The wrapping key comes from a fresh ephemeral key and encrypts once, so its nonce may be constant. */
const WRAP_NONCE = Buffer.alloc(NONCE_BYTES)

/** The keys that sealing needs: the kiosk's to sign with, the server's public one to seal for. */
export interface SealingKeys {
  readonly signing: KeyObject
  readonly sealing: KeyObject
  readonly sealingKeyId: string
}

/** Where in the kiosk's chain a record stands. */
export interface ChainPosition {
  readonly seq: number
  readonly previousDigest: string
}

/** What is to be sealed, in plain. */
export interface PlainRecord {
  readonly log: SessionLog
  readonly attachments: readonly Attachment[]
  readonly sealedAt: string
}

/** An attachment sealed under its own key, named by the digest of these bytes. */
export interface SealedAttachment {
  readonly name: AttachmentName
  readonly digest: string
  readonly bytes: Buffer
}

/** A record that only the server can open, with its attachments beside it. */
export interface SealedRecord {
  readonly recordId: string
  readonly kioskId: string
  readonly seq: number
  readonly digest: string
  readonly bytes: Buffer
  readonly attachments: readonly SealedAttachment[]
}

/** What one record draws from the random generator, at once: asking costs more than the bytes. */
interface Fresh {
  readonly dataKey: Buffer
  /** The same key as the runtime keeps it, which spares a copy for each key derived from it. */
  readonly secret: KeyObject
  nextNonce(): Buffer
}

function fresh(nonces: number): Fresh {
  const random = randomBytes(KEY_BYTES + nonces * NONCE_BYTES)
  const dataKey = random.subarray(0, KEY_BYTES)
  let used = KEY_BYTES
  const nextNonce = (): Buffer => random.subarray(used, (used += NONCE_BYTES))
  return { dataKey, secret: createSecretKey(dataKey), nextNonce }
}

function derive(from: Uint8Array | KeyObject, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', from, '', label, KEY_BYTES))
}

/** AES-256-GCM: ciphertext and tag; the key is wiped. */
function encrypt(key: Buffer, nonce: Uint8Array, plain: { bytes: Uint8Array; header?: Uint8Array }): [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  key.fill(0)
  if (plain.header) cipher.setAAD(plain.header)
  const text = cipher.update(plain.bytes)
  cipher.final()
  return [text, cipher.getAuthTag()]
}

function sealAttachment({ secret, nextNonce }: Fresh, { name, bytes: plain }: Attachment): SealedAttachment {
  const nonce = nextNonce()
  const bytes = Buffer.concat([nonce, ...encrypt(derive(secret, KEY_LABEL.attachment + name), nonce, { bytes: plain })])
  return { name, bytes, digest: createHash('sha256').update(bytes).digest('hex') }
}

/** The data key, readable by the holder of the server's sealing key only. */
function wrap(dataKey: Buffer, sealing: KeyObject, header: Buffer): Buffer[] {
  const ephemeral = generateKeyPairSync('x25519')
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: sealing })
  const key = derive(shared, KEY_LABEL.wrap)
  shared.fill(0)
  const publicKey = Buffer.from(ephemeral.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return [publicKey, ...encrypt(key, WRAP_NONCE, { bytes: dataKey, header })]
}

function sealBody({ secret, nextNonce }: Fresh, log: SessionLog, header: Buffer): Buffer[] {
  const plain = Buffer.from(canonicalJson(log))
  const nonce = nextNonce()
  try {
    return [nonce, ...encrypt(derive(secret, KEY_LABEL.body), nonce, { bytes: plain, header })]
  } finally {
    plain.fill(0)
  }
}

function headerOf(
  keys: SealingKeys,
  plain: PlainRecord,
  rest: ChainPosition & Pick<RecordHeader, 'attachments'>,
): Buffer {
  const header: RecordHeader = {
    v: 1,
    suite: RECORD_SUITE,
    recordId: plain.log.recordId,
    kioskId: plain.log.kioskId,
    sealedAt: plain.sealedAt,
    sealingKeyId: keys.sealingKeyId,
    ...rest,
  }
  return Buffer.from(canonicalJson(header))
}

/** Signs the pieces as one record; the digest covers everything before the signature. */
function finish(pieces: readonly Buffer[], signing: KeyObject): { bytes: Buffer; digest: string } {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  const digest = hash.digest()
  const signature = sign(null, Buffer.concat([MAGIC, digest]), signing)
  return { bytes: Buffer.concat([...pieces, signature]), digest: digest.toString('hex') }
}

/**
 * Seals a finished session for the server as the contract's envelope says. Pure but for the random numbers it draws: nothing
 * is stored, and the plain attachments are left to the caller, who wipes them once the sealed ones are safe.
 */
export function seal(keys: SealingKeys, plain: PlainRecord, position: ChainPosition): SealedRecord {
  const key = fresh(plain.attachments.length + 1)
  try {
    const attachments = plain.attachments.map((attachment) => sealAttachment(key, attachment))
    const refs = attachments.map(({ name, digest, bytes }) => ({ name, digest, bytes: bytes.length }))
    const header = headerOf(keys, plain, { ...position, attachments: refs })
    const start = Buffer.alloc(8)
    MAGIC.copy(start)
    start.writeUInt32BE(header.length, 4)
    const pieces = [start, header, ...wrap(key.dataKey, keys.sealing, header), ...sealBody(key, plain.log, header)]
    const { recordId, kioskId } = plain.log
    return { recordId, kioskId, seq: position.seq, attachments, ...finish(pieces, keys.signing) }
  } finally {
    key.dataKey.fill(0)
  }
}
