import type { KeyObject } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import { attestationsOf } from '../contract/evidence.ts'
import type { Flow, LogEntry } from '../contract/flow/index.ts'
import type { SessionLog } from '../contract/session-log.ts'
import type { Attestation } from '../contract/staff.ts'
import { sha256Hex } from '../platform/digest.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import { isSignedWith } from '../platform/keys/verify-signature.ts'

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
const known = new Map<string, KnownCredential>()

function lookAt(keys: ServerKeys, { credential }: Attestation): KnownCredential {
  const name = `${keys.signingKeyId} ${JSON.stringify(credential)}`
  const seen = known.get(name)
  if (seen) return seen
  if (known.size >= KEPT) known.clear()
  const key = publicKeyOf('ed25519', Buffer.from(credential.value.publicKey, 'base64url'))
  const fresh = { isOurs: keys.isSigned(credential), key }
  known.set(name, fresh)
  return fresh
}

/** A sealed log is canonical already, so writing it out again mostly gives the signed text; only if not is it put in order. */
function isDigestOf(digest: string, entries: readonly LogEntry[]): boolean {
  return digest === sha256Hex(JSON.stringify(entries)) || digest === sha256Hex(canonicalJson(entries))
}

async function checkOne(
  keys: ServerKeys,
  attestation: Attestation,
  before: readonly LogEntry[],
): Promise<SignedStatement> {
  const { credential, value, signature } = attestation
  const { isOurs, key } = lookAt(keys, attestation)
  const signing = key && isSignedWith(key, Buffer.from(canonicalJson(value)), Buffer.from(signature, 'base64url'))
  const isStatementSigned = (await signing) ?? false
  return {
    staffId: credential.value.staffId,
    isCredentialOurs: isOurs,
    isStatementSigned,
    isOverThisLog: isDigestOf(value.logDigest, before),
  }
}

/** Checks every signed statement of a log whose shape is known to be right. */
export function checkAttestations(keys: ServerKeys, flow: Flow, log: SessionLog): Promise<readonly SignedStatement[]> {
  return Promise.all(
    attestationsOf(flow, log.entries).map(({ attestation, before }) => checkOne(keys, attestation, before)),
  )
}
