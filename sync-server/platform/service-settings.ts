import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { type ConsentScope, consentScopes } from '../contract/consent.ts'
import { AssuranceLevel } from '../contract/level.ts'
import type { Environment } from './environment.ts'
import { isValid, parseJson } from './schema.ts'

/** How a service proves to be itself: by a secret that both know, or by a key that only it has (RFC 7523). */
export type ServiceProof = { readonly secret: string } | { readonly keys: readonly Readonly<Record<string, string>>[] }

/** A service that citizens use with their account: a confidential client of the OpenID provider. */
export interface ServiceSettings {
  readonly id: string
  readonly name: string
  readonly redirectUris: readonly string[]
  /** Where a browser may be sent after signing out. */
  readonly afterSignOut: readonly string[]
  readonly proof: ServiceProof
  /** What it may ask for; signing in itself is always among it. */
  readonly scopes: readonly ConsentScope[]
  /** The level under which it does not serve anybody. */
  readonly level: AssuranceLevel
}

const Uris = Type.Array(Type.String({ format: 'uri', maxLength: 300 }), { maxItems: 10 })
/** One row of the file that HALL_SERVICES names; secret and key files lie beside it unless their path is absolute. */
const Row = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z\\d-]{1,39}$' }),
    name: Type.String({ minLength: 1, maxLength: 20 }),
    redirectUris: Uris,
    afterSignOut: Type.Optional(Uris),
    secretFile: Type.Optional(Type.String({ minLength: 1 })),
    keysFile: Type.Optional(Type.String({ minLength: 1 })),
    scopes: Type.Array(Type.Enum(consentScopes)),
    level: Type.Optional(AssuranceLevel),
  },
  { additionalProperties: false },
)
const File = Type.Array(Row)
const Keys = Type.Object({
  keys: Type.Array(Type.Record(Type.String(), Type.String()), { minItems: 1 }),
})
type Row = Static<typeof Row>

function proofOf(folder: string, { id, secretFile, keysFile }: Row): ServiceProof {
  if ((secretFile === undefined) === (keysFile === undefined)) throw new Error(`${id} needs secretFile or keysFile`)
  if (secretFile !== undefined) return { secret: readFileSync(resolve(folder, secretFile), 'utf8').trim() }
  const content = parseJson(readFileSync(resolve(folder, keysFile ?? ''), 'utf8'))
  if (!isValid(Keys, content)) throw new Error(`${id} has a keysFile that holds no JWK set`)
  if (content.keys.some((key) => 'd' in key || key['kty'] === 'oct'))
    throw new Error(`${id} has keys that are not public`)
  return content
}

function serviceOf(folder: string, row: Row): ServiceSettings {
  const { id, name, redirectUris, afterSignOut = [], level = 'L1' } = row
  const hosts = new Set(redirectUris.map((uri) => new URL(uri).host))
  if (hosts.size !== 1) throw new Error(`${id} needs redirectUris of one host`)
  if ([...redirectUris, ...afterSignOut].some((uri) => !/^https?:\/\/[^#]+$/.test(uri))) {
    throw new Error(`${id} has an address that is not http(s), or has a fragment`)
  }
  const scopes = [...new Set<ConsentScope>(['openid', ...row.scopes])]
  return { id, name, redirectUris, afterSignOut, proof: proofOf(folder, row), scopes, level }
}

/** Reads the services that are connected (`HALL_SERVICES`, a JSON file); what is wrong is added to the reasons. */
export function serviceSettingsOf(environment: Environment, reasons: string[]): readonly ServiceSettings[] {
  const path = environment['HALL_SERVICES']
  if (path === undefined || path === '') return []
  try {
    const rows = parseJson(readFileSync(path, 'utf8'))
    if (!isValid(File, rows)) throw new Error('the file has another shape')
    if (new Set(rows.map(({ id }) => id)).size < rows.length) throw new Error('an id is there twice')
    return rows.map((row) => serviceOf(dirname(resolve(path)), row))
  } catch (cause) {
    reasons.push(`HALL_SERVICES cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`)
    return []
  }
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/
const SECRET_CHARACTERS = 32
const DIFFERENT_CHARACTERS = 10

function isWeakSecret(proof: ServiceProof): boolean {
  if (!('secret' in proof)) return false
  return proof.secret.length < SECRET_CHARACTERS || new Set(proof.secret).size < DIFFERENT_CHARACTERS
}

function isWeakAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol !== 'https:' || LOOPBACK.test(hostname)
}

/** What production refuses of them: addresses in the clear or on this machine, and secrets that can be guessed. */
export function weakServiceSettings(services: readonly ServiceSettings[]): string[] {
  return services.flatMap(({ id, proof, redirectUris, afterSignOut }) => [
    ...(isWeakSecret(proof)
      ? [`${id} (HALL_SERVICES) has a secret that can be guessed; it needs ${SECRET_CHARACTERS} random characters`]
      : []),
    ...([...redirectUris, ...afterSignOut].some(isWeakAddress)
      ? [`${id} (HALL_SERVICES) has an address that is not https or is on this machine`]
      : []),
  ])
}
