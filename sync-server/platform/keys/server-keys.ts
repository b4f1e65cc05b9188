import { createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson } from '../../contract/canonical-json.ts'
import type { ServerKeys as PublicKeys } from '../../contract/kiosk.ts'
import type { Signed } from '../../contract/staff.ts'
import type { KeyFile } from './key-file.ts'
import { p256Key, privateKeyOf, rawPublicKey } from './raw-keys.ts'

/** The keys that records are opened and their statements checked with, by their ids; another thread can be handed them. */
export interface OpeningKeys {
  /** X25519, private. */
  readonly sealing: ReadonlyMap<string, KeyObject>
  /** Ed25519, public. */
  readonly signing: ReadonlyMap<string, KeyObject>
}

/** Whether one of these signing keys, the named one, signed the value. */
export function isSignedByServer(
  { signing }: Pick<OpeningKeys, 'signing'>,
  { value, signature }: Signed<{ readonly keyId: string }>,
): boolean {
  const key = signing.get(value.keyId)
  return key !== undefined && verify(null, Buffer.from(canonicalJson(value)), key, Buffer.from(signature, 'base64url'))
}

/** The server's keys ready for use. */
export interface ServerKeys {
  /** What kiosks pin. */
  readonly public: PublicKeys
  readonly signingKeyId: string
  /** Signs the value's canonical JSON with the key in use. */
  sign<T>(value: T): Signed<T>
  /** Whether one of this server's signing keys, the named one, signed the value. */
  isSigned(signed: Signed<{ readonly keyId: string }>): boolean
  readonly opening: OpeningKeys
  /** Private keys (ES256) under which services are told who a citizen is, the one in use first. */
  readonly identity: readonly (JsonWebKey & { readonly kid: string })[]
}

type Seeds = KeyFile['signing']
const seedOf = ({ seed }: { seed: string }): Buffer => Buffer.from(seed, 'base64url')
const keysById = (curve: 'ed25519' | 'x25519', seeds: Seeds): Map<string, KeyObject> =>
  new Map(seeds.map((named) => [named.id, privateKeyOf(curve, seedOf(named))]))

function current(keys: ReadonlyMap<string, KeyObject>): { id: string; key: KeyObject } {
  for (const [id, key] of keys) return { id, key }
  throw new Error('a list of keys is empty')
}

/** Prepares the keys of a key file. */
export function serverKeysOf(file: KeyFile): ServerKeys {
  const sealing = keysById('x25519', file.sealing)
  const signing = keysById('ed25519', file.signing)
  const inUse = current(signing)
  const sealFor = current(sealing)
  const opening = { sealing, signing: new Map([...signing].map(([id, key]) => [id, createPublicKey(key)])) }
  return {
    public: {
      sealing: { id: sealFor.id, publicKey: rawPublicKey(sealFor.key) },
      signing: { id: inUse.id, publicKey: rawPublicKey(inUse.key) },
    },
    signingKeyId: inUse.id,
    sign: (value) => ({
      value,
      signature: sign(null, Buffer.from(canonicalJson(value)), inUse.key).toString('base64url'),
    }),
    isSigned: (signed) => isSignedByServer(opening, signed),
    opening,
    identity: (file.identity ?? []).map((named) => ({ ...p256Key(seedOf(named)), kid: named.id })),
  }
}
