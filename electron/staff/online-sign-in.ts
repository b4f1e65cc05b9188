import { Problem } from '../../sync-server/contract/failure.ts'
import type { ServerKeys } from '../../sync-server/contract/kiosk.ts'
import type { ReplyOf } from '../../sync-server/contract/route.ts'
import type { Signed, StaffCredential } from '../../sync-server/contract/staff.ts'
import { newSigningSeed, publicKeyOf } from '../platform/keys.ts'
import { isSignedBy } from '../platform/signing.ts'
import type { StaffClaim } from '../stages.ts'
import type { ServerClient } from '../sync/server-client.ts'
import { lockSecrets, newSnapshotKey, type OpenSecrets, openSecrets } from './password-box.ts'
import type { StaffShelf } from './staff-shelf.ts'

/** Somebody who proved to be who they claim. */
export interface Proven {
  readonly credential: Signed<StaffCredential>
  readonly secrets: OpenSecrets
  /** Token of the server session; undefined offline. */
  readonly token: string | undefined
}

/** What signing in online needs. */
export interface OnlineParts {
  readonly client: ServerClient
  readonly shelf: StaffShelf
  readonly kiosk: () => { kioskId: string; keys: ServerKeys } | undefined
}

type Reply = ReplyOf<'signInStaff'>

/** A credential counts only when the pinned key signed it, for this kiosk, this person and the key made here. */
function checkCredential(
  { credential }: Reply,
  claim: StaffClaim,
  due: { publicKey: string; kioskId: string; keys: ServerKeys },
): void {
  const { value } = credential
  const isDue =
    value.publicKey === due.publicKey &&
    value.kioskId === due.kioskId &&
    value.staffNumber === claim.staffNumber &&
    value.keyId === due.keys.signing.id &&
    isSignedBy(credential, publicKeyOf('ed25519', due.keys.signing.publicKey))
  if (!isDue) throw new Problem('server.key-mismatch')
}

/** The snapshot key of last time where this password opens it, so that an unfinished session can go on; else a new one. */
async function snapshotKeyFor(shelf: StaffShelf, claim: StaffClaim): Promise<Buffer> {
  const known = shelf.find(claim.staffNumber)
  const opened = known && (await openSecrets(claim, known.secrets))
  opened?.signingSeed.fill(0)
  return opened?.snapshotKey ?? newSnapshotKey()
}

/** Signs in at the server with a fresh key and keeps credential and key for times without it. */
export async function signInOnline(parts: OnlineParts, claim: StaffClaim): Promise<Proven> {
  const kiosk = parts.kiosk()
  if (!kiosk) throw new Problem('kiosk.not-enrolled')
  const { seed, publicKey } = newSigningSeed()
  const body = { ...claim, publicKey }
  const reply = await parts.client.call('signInStaff', { body })
  checkCredential(reply, claim, { publicKey, ...kiosk })
  const secrets = { signingSeed: seed, snapshotKey: await snapshotKeyFor(parts.shelf, claim) }
  parts.shelf.save({ credential: reply.credential, secrets: await lockSecrets(claim, secrets) })
  parts.shelf.forgetTries(claim.staffNumber)
  return { credential: reply.credential, secrets, token: reply.token }
}
