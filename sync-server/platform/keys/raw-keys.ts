import { createECDH, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

export type Curve = 'ed25519' | 'x25519'

/** What stands before the 32 raw bytes of a key in DER (RFC 8410, sections 4 and 7). */
const PUBLIC_PREFIX = { ed25519: '302a300506032b6570032100', x25519: '302a300506032b656e032100' } as const
const PRIVATE_PREFIX = {
  ed25519: '302e020100300506032b657004220420',
  x25519: '302e020100300506032b656e04220420',
} as const
const KEY_BYTES = 32

/** A public key from its raw bytes; undefined when there are not exactly 32. */
export function publicKeyOf(curve: Curve, raw: Uint8Array): KeyObject | undefined {
  if (raw.length !== KEY_BYTES) return undefined
  const key = Buffer.concat([Buffer.from(PUBLIC_PREFIX[curve], 'hex'), raw])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

/** A private key from its 32-byte seed. */
export function privateKeyOf(curve: Curve, seed: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(PRIVATE_PREFIX[curve], 'hex'), seed])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** The raw public half of a key in URL-safe base64, as keys travel in the contract. */
export function rawPublicKey(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ format: 'jwk' }).x ?? ''
}

/** A private key on P-256 as JWK (RFC 7518, 6.2) from its 32 bytes; the public half follows from them. */
export function p256Key(seed: Uint8Array): JsonWebKey {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(seed)
  const point = curve.getPublicKey()
  const member = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
  const [x, y] = [point.subarray(1, 1 + KEY_BYTES), point.subarray(1 + KEY_BYTES)].map(member)
  return { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: member(seed) }
}
