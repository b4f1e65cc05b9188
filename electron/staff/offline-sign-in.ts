import { Problem } from '../../sync-server/contract/failure.ts'
import type { StaffClaim } from '../stages.ts'
import type { Proven } from './online-sign-in.ts'
import { openSecrets } from './password-box.ts'
import type { StaffRecord, StaffShelf } from './staff-shelf.ts'

/** The time as far as this kiosk can know it. */
export interface KnownTime {
  now(): Date
  isSetBack(): boolean
}

/** What proving a password offline needs. */
export interface OfflineParts {
  readonly shelf: StaffShelf
  readonly time: KnownTime
  /** The machine's clock, by which the session's log is written too. */
  readonly clock: () => Date
}

/** Opens a staff member's secrets with a password; every try counts before it is made, wrong ones wait ever longer. */
export async function provePassword(
  { shelf, time }: OfflineParts,
  claim: StaffClaim,
  record: StaffRecord,
): Promise<Proven> {
  const wait = shelf.waitMs(claim.staffNumber, time.now())
  if (wait > 0) throw new Problem('staff.too-many-tries', { retryAfterS: Math.ceil(wait / 1000) })
  shelf.countTry(claim.staffNumber, time.now())
  const secrets = await openSecrets(claim, record.secrets)
  if (!secrets) throw new Problem('staff.sign-in-failed')
  shelf.forgetTries(claim.staffNumber)
  return { credential: record.credential, secrets, token: undefined }
}

/** Signs in without a server: only on a stored credential that has not run out, and only when the clock can be believed. */
export async function signInOffline(parts: OfflineParts, claim: StaffClaim): Promise<Proven> {
  const record = parts.shelf.find(claim.staffNumber)
  const isInForce = record && Date.parse(record.credential.value.expiresAt) > parts.time.now().getTime()
  if (!isInForce || parts.time.isSetBack()) throw new Problem('staff.offline-not-possible')
  return provePassword(parts, claim, record)
}
