import { verify } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import { attestationsOf } from '../contract/evidence.ts'
import type { Flow, LogEntry } from '../contract/flow/index.ts'
import type { SessionLog } from '../contract/session-log.ts'
import { sha256Hex } from '../platform/digest.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { Attestation } from '../contract/staff.ts'

/** What keys tell about one statement of a staff member. */
export interface SignedStatement {
  readonly staffId: string
  readonly isCredentialOurs: boolean
  readonly isStatementSigned: boolean
  readonly isOverThisLog: boolean
}

/** Credentials are signed once and come with every record of a day: remembered by signature and content. */
const KEPT = 500
const genuine = new Map<string, boolean>()

function isOurs(keys: ServerKeys, { credential }: Attestation): boolean {
  const name = `${keys.signingKeyId} ${credential.signature} ${canonicalJson(credential.value)}`
  const known = genuine.get(name)
  if (known !== undefined) return known
  if (genuine.size >= KEPT) genuine.clear()
  const isGenuine = keys.isSigned(credential)
  genuine.set(name, isGenuine)
  return isGenuine
}

function isSigned({ credential, value, signature }: Attestation): boolean {
  const key = publicKeyOf('ed25519', Buffer.from(credential.value.publicKey, 'base64url'))
  if (!key) return false
  return verify(null, Buffer.from(canonicalJson(value)), key, Buffer.from(signature, 'base64url'))
}

const digestOf = (entries: readonly LogEntry[]): string => sha256Hex(canonicalJson(entries))

/** Checks every signed statement of a log whose shape is known to be right. */
export function checkAttestations(keys: ServerKeys, flow: Flow, log: SessionLog): readonly SignedStatement[] {
  return attestationsOf(flow, log.entries).map(({ attestation, before }) => ({
    staffId: attestation.credential.value.staffId,
    isCredentialOurs: isOurs(keys, attestation),
    isStatementSigned: isSigned(attestation),
    isOverThisLog: attestation.value.logDigest === digestOf(before),
  }))
}
