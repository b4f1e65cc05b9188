import { type KeyObject, verify } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import { attestationsOf } from '../contract/evidence.ts'
import type { Flow, LogEntry } from '../contract/flow/index.ts'
import type { SessionLog } from '../contract/session-log.ts'
import type { Attestation } from '../contract/staff.ts'
import { sha256Hex } from '../platform/digest.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import { isSignedByServer, type OpeningKeys } from '../platform/keys/server-keys.ts'

/** What keys tell about one statement of a staff member. */
export interface SignedStatement {
  readonly staffId: string
  readonly isCredentialOurs: boolean
  readonly isStatementSigned: boolean
  readonly isOverThisLog: boolean
}

/** A credential looked at once: whether this server signed it, and the key that it speaks for. */
interface KnownCredential {
  readonly isOurs: boolean
  readonly key: KeyObject | undefined
}

/** Credentials are signed once and come with every record of a day: remembered by their content and signature. */
const KEPT = 500
const known = new WeakMap<OpeningKeys, Map<string, KnownCredential>>()

function lookAt(keys: OpeningKeys, { credential }: Attestation): KnownCredential {
  const underKeys = known.get(keys) ?? new Map<string, KnownCredential>()
  known.set(keys, underKeys)
  const name = JSON.stringify(credential)
  const seen = underKeys.get(name)
  if (seen) return seen
  if (underKeys.size >= KEPT) underKeys.clear()
  const key = publicKeyOf('ed25519', Buffer.from(credential.value.publicKey, 'base64url'))
  const fresh = { isOurs: isSignedByServer(keys, credential), key }
  underKeys.set(name, fresh)
  return fresh
}

/** A sealed log is canonical already, so writing it out again mostly gives the signed text; only if not is it put in order. */
function isDigestOf(digest: string, entries: readonly LogEntry[]): boolean {
  return digest === sha256Hex(JSON.stringify(entries)) || digest === sha256Hex(canonicalJson(entries))
}

function checkOne(keys: OpeningKeys, attestation: Attestation, before: readonly LogEntry[]): SignedStatement {
  const { credential, value, signature } = attestation
  const { isOurs, key } = lookAt(keys, attestation)
  const statement = Buffer.from(canonicalJson(value))
  return {
    staffId: credential.value.staffId,
    isCredentialOurs: isOurs,
    isStatementSigned: key !== undefined && verify(null, statement, key, Buffer.from(signature, 'base64url')),
    isOverThisLog: isDigestOf(value.logDigest, before),
  }
}

/** Checks every signed statement of a log whose shape is known to be right. */
export function checkAttestations(keys: OpeningKeys, flow: Flow, log: SessionLog): readonly SignedStatement[] {
  return attestationsOf(flow, log.entries).map(({ attestation, before }) => checkOne(keys, attestation, before))
}
