import {
  createCipheriv,
  createHash,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** Keys that the bare calls use, made once as the product's are. */
export interface BareKeys {
  readonly serverSealing: KeyObject
  readonly kioskSigning: KeyObject
}

/** Fresh keys of the kinds that sealing needs. */
export function bareKeys(): BareKeys {
  return {
    serverSealing: generateKeyPairSync('x25519').publicKey,
    kioskSigning: generateKeyPairSync('ed25519').privateKey,
  }
}

function encrypt(key: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12))
  const text = cipher.update(plain)
  cipher.final()
  cipher.getAuthTag()
  return text
}

const keyFrom = (secret: Uint8Array, label: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', label, 32))

/**
 * The crypto calls that sealing one record cannot do without, and nothing around them: a fresh key wrapped for the server, the
 * log and each attachment encrypted, each attachment and the record named by its digest, one signature.
 */
export function sealBare(keys: BareKeys, [log, ...attachments]: readonly [Uint8Array, ...Uint8Array[]]): void {
  const ephemeral = generateKeyPairSync('x25519')
  ephemeral.publicKey.export({ format: 'jwk' })
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: keys.serverSealing })
  const dataKey = randomBytes(32)
  encrypt(keyFrom(shared, 'wrap'), dataKey)
  for (const [i, attachment] of attachments.entries()) {
    const sealed = encrypt(keyFrom(dataKey, `attachment ${i}`), attachment)
    createHash('sha256').update(sealed).digest('hex')
  }
  const digest = createHash('sha256')
    .update(encrypt(keyFrom(dataKey, 'body'), log))
    .digest()
  sign(null, digest, keys.kioskSigning)
}
