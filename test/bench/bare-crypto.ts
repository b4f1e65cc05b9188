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

function encrypt(key: Uint8Array, plain: Uint8Array): void {
  const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12))
  cipher.update(plain)
  cipher.final()
  cipher.getAuthTag()
}

/** The crypto calls that sealing one record with these plain parts cannot do without, and nothing around them. */
export function sealBare(keys: BareKeys, parts: readonly Uint8Array[]): void {
  const ephemeral = generateKeyPairSync('x25519')
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: keys.serverSealing })
  const wrapping = new Uint8Array(hkdfSync('sha256', shared, '', 'wrap', 32))
  const dataKey = randomBytes(32)
  encrypt(wrapping, dataKey)
  const digest = createHash('sha256')
  for (const [i, part] of parts.entries()) {
    encrypt(new Uint8Array(hkdfSync('sha256', dataKey, '', `part ${i}`, 32)), part)
    digest.update(part)
  }
  sign(null, digest.digest(), keys.kioskSigning)
}
