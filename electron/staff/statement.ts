import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import type { LogEntry } from '../../sync-server/contract/flow/index.ts'
import {
  type Attestation,
  mayDo,
  type Signed,
  type StaffAction,
  type StaffCredential,
  type StaffStatement,
} from '../../sync-server/contract/staff.ts'
import { sha256Hex } from '../platform/digest.ts'
import { signingKeyOf } from '../platform/keys.ts'
import { signValue } from '../platform/signing.ts'

/** What is to be said, about which record. */
export interface ToState {
  readonly statement: StaffStatement['statement']
  readonly recordId: string
  readonly before: readonly LogEntry[]
  readonly at: string
}

const ACTION: Readonly<Record<StaffStatement['statement'], StaffAction>> = {
  'clerk-attests': 'verify-in-person',
  'supervisor-approves': 'approve-exception',
  'supervisor-rejects': 'approve-exception',
}

/** Whether a role may make a statement. */
export function mayState(role: StaffCredential['role'], statement: StaffStatement['statement']): boolean {
  return mayDo(role, ACTION[statement])
}

/** Signs a statement over exactly these log entries with a staff member's seed. */
export function signStatement(credential: Signed<StaffCredential>, seed: Uint8Array, said: ToState): Attestation {
  const { statement, recordId, before, at } = said
  const value: StaffStatement = { statement, recordId, logDigest: sha256Hex(canonicalJson(before)), at }
  return { credential, ...signValue(value, signingKeyOf(seed)) }
}
