import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

type Curve = 'ed25519' | 'x25519'

/** What stands before the 32 raw bytes in a DER public key (RFC 8410, section 4). */
const SPKI = { ed25519: '302a300506032b6570032100', x25519: '302a300506032b656e032100' } as const
/** What stands before the 32-byte seed in a DER private key (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A public key from its raw 32 bytes in URL-safe base64, as keys travel in the contract. */
export function publicKeyOf(curve: Curve, base64Url: string): KeyObject {
  const der = Buffer.concat([Buffer.from(SPKI[curve], 'hex'), Buffer.from(base64Url, 'base64url')])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

/** The raw 32 bytes of a public key in URL-safe base64; takes the private half too. */
export function rawPublicKey(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ format: 'jwk' }).x ?? ''
}

/** A signing key from its 32-byte seed; the passing copy that the runtime needs is wiped. */
export function signingKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([PKCS8_ED25519, seed])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

/** A fresh Ed25519 key: its seed, for whoever keeps it, and its public half. */
export function newSigningSeed(): { seed: Buffer; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const seed = Buffer.from(der.subarray(PKCS8_ED25519.length))
  der.fill(0)
  return { seed, publicKey: rawPublicKey(publicKey) }
}
