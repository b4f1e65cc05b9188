import { generateKeyPairSync, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'

const closed = { additionalProperties: false } as const
const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const NamedSeed = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }), seed: Secret }, closed)

/**
 * Everything secret that the server owns. `made` says on whose word: production starts only with keys that an administrator
 * made by command. The first of each list is in use; the others still open and verify what is older.
 */
export const KeyFile = Type.Object(
  {
    made: Type.Union([Type.Literal('by-demo'), Type.Literal('by-administrator')]),
    sealing: Type.Array(NamedSeed, { minItems: 1 }),
    signing: Type.Array(NamedSeed, { minItems: 1 }),
    /** Private halves on P-256 under which services are told who a citizen is; a file from before there were services has none. */
    identity: Type.Optional(Type.Array(NamedSeed, { minItems: 1 })),
    /** Keys the hashes under which phones, user names and documents are found. */
    pepper: Secret,
    /** Encrypts names, phones and document numbers in the database. */
    dataKey: Secret,
  },
  closed,
)
export type KeyFile = Static<typeof KeyFile>

/** Where the keys lie below the data folder. */
export function keyPath(dataDir: string): string {
  return join(dataDir, 'keys', 'keys.json')
}

const secret = (): string => randomBytes(32).toString('base64url')
const seedNamed = (purpose: string): { id: string; seed: string } => ({
  id: `${purpose}-${randomBytes(6).toString('hex')}`,
  seed: secret(),
})

function identityKey(): { id: string; seed: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...seedNamed('identity'), seed: privateKey.export({ format: 'jwk' }).d ?? '' }
}

/** Fresh keys of every kind. */
export function newKeys(made: KeyFile['made']): KeyFile {
  const [sealing, signing, identity] = [[seedNamed('sealing')], [seedNamed('signing')], [identityKey()]]
  return { made, sealing, signing, identity, pepper: secret(), dataKey: secret() }
}

/** The same keys with those of kinds that came later; nothing that is there changes. */
export function completedKeys(keys: KeyFile): KeyFile {
  return keys.identity ? keys : { ...keys, identity: [identityKey()] }
}

/** Writes the keys once, whole and durable, for the owner only; never over existing ones, unless those are among them. */
export function writeKeys(dataDir: string, keys: KeyFile): void {
  const path = keyPath(dataDir)
  const existing = readKeys(dataDir)
  if (existing && !isDeepStrictEqual({ ...existing, identity: existing.identity ?? keys.identity }, keys)) {
    throw new Error('keys exist already; they are never replaced')
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  chmodSync(dirname(path), 0o700)
  const file = openSync(`${path}.new`, 'w', 0o600)
  writeSync(file, JSON.stringify(keys, null, 2))
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** The keys of a data folder; undefined when none were made yet. A damaged or readable-by-others file is an error. */
export function readKeys(dataDir: string): KeyFile | undefined {
  const path = keyPath(dataDir)
  if (!existsSync(path)) return undefined
  if ((statSync(path).mode & 0o077) !== 0) throw new Error('the key file can be read by others; its mode must be 0600')
  const keys: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Check(KeyFile, keys)) throw new Error('the key file is damaged')
  return keys
}
