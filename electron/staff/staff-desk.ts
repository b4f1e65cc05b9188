import { Problem } from '../../sync-server/contract/failure.ts'
import type { StaffCredential } from '../../sync-server/contract/staff.ts'
import type { StaffView } from '../bridge/view.ts'
import { statusOf } from '../platform/answer-problem.ts'
import type { StaffClaim, StaffDesk } from '../stages.ts'
import { type OfflineParts, provePassword, signInOffline } from './offline-sign-in.ts'
import { type OnlineParts, type Proven, signInOnline } from './online-sign-in.ts'
import { wipe } from './password-box.ts'
import { mayState, signStatement, type ToState } from './statement.ts'

/** What the staff desk works with. */
export type StaffDeskParts = OnlineParts & OfflineParts & { readonly onChange: () => void }

/** The staff desk with what its neighbours in this half need: the session's token and the key for unfinished sessions. */
export interface OwnStaffDesk extends StaffDesk {
  token(): string | undefined
  snapshotKey(): { staffNumber: string; key: Uint8Array } | undefined
  /** Lets a member of staff act beside the clerk, in a session of their own that ends with the act; online only. */
  actBeside<T>(claim: StaffClaim, act: (token: string) => Promise<T>): Promise<T>
}

interface SignedIn {
  readonly credential: StaffCredential
  readonly token: string | undefined
  readonly snapshotKey: Buffer
}

const SIGN_OUT_TIMEOUT_MS = 3000

/** Only silence leads to the offline way; once the server has said no, no it is. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  const status = statusOf(error)
  return (
    error.code === 'server.unreachable' || (error.code.startsWith('server.') && status !== undefined && status >= 500)
  )
}

async function proveOnline(parts: StaffDeskParts, claim: StaffClaim): Promise<Proven> {
  try {
    return await signInOnline(parts, claim)
  } catch (error) {
    if (error instanceof Problem && error.code === 'staff.disabled') parts.shelf.remove(claim.staffNumber)
    throw error
  }
}

async function prove(parts: StaffDeskParts, claim: StaffClaim): Promise<Proven> {
  try {
    return await proveOnline(parts, claim)
  } catch (error) {
    if (!isSilence(error)) throw error
  }
  return signInOffline(parts, claim)
}

async function endSession(parts: StaffDeskParts, token: string | undefined): Promise<void> {
  if (token === undefined) return
  try {
    await parts.client.call('signOutStaff', { token, timeoutMs: SIGN_OUT_TIMEOUT_MS })
  } catch {
    // The server ends the session by its own clock; nobody waits at the counter for that.
  }
}

function viewOf({ credential, token }: SignedIn): StaffView {
  const { staffNumber, name, role, expiresAt } = credential
  return { staffNumber, name, role, credentialExpiresAt: expiresAt, isOffline: token === undefined }
}

/** Signs with the secrets of somebody proven, then wipes them. */
function state({ credential, secrets }: Proven, said: ToState) {
  try {
    if (!mayState(credential.value.role, said.statement)) throw new Problem('staff.not-allowed')
    return signStatement(credential, secrets.signingSeed, said)
  } finally {
    wipe(secrets)
  }
}

type Clerk = StaffCredential | undefined

/** Signs as the signed-in clerk, with the key that the password unlocks for this once. */
async function attest(parts: StaffDeskParts, clerk: Clerk, asked: Omit<ToState, 'at'> & { password: string }) {
  if (!clerk || asked.statement !== 'clerk-attests') throw new Problem('staff.not-allowed')
  const record = parts.shelf.find(clerk.staffNumber)
  const isInForce = record && Date.parse(record.credential.value.expiresAt) > parts.time.now().getTime()
  if (!isInForce || parts.time.isSetBack()) throw new Problem('staff.session-expired')
  const proven = await provePassword(parts, { staffNumber: clerk.staffNumber, password: asked.password }, record)
  return state(proven, { ...asked, at: parts.clock().toISOString() })
}

/** Signs as a second person, who proves to be there as at a sign-in but takes nothing over. */
async function attestBeside(parts: StaffDeskParts, clerk: Clerk, asked: Omit<ToState, 'at'> & StaffClaim) {
  if (!clerk || asked.statement === 'clerk-attests') throw new Problem('staff.not-allowed')
  const staffNumber = asked.staffNumber.trim()
  if (staffNumber === clerk.staffNumber) throw new Problem('staff.same-person')
  const proven = await prove(parts, { staffNumber, password: asked.password })
  void endSession(parts, proven.token)
  if (proven.credential.value.staffId === clerk.staffId) {
    wipe(proven.secrets)
    throw new Problem('staff.same-person')
  }
  return state(proven, { ...asked, at: parts.clock().toISOString() })
}

async function actBeside<T>(
  parts: StaffDeskParts,
  { staffNumber, password }: StaffClaim,
  act: (token: string) => Promise<T>,
): Promise<T> {
  const { secrets, token } = await proveOnline(parts, { staffNumber: staffNumber.trim(), password })
  wipe(secrets)
  try {
    return await act(token ?? '')
  } finally {
    void endSession(parts, token)
  }
}

/** Staff at this kiosk: one signed-in clerk, and statements for which the password is asked each time. */
export function staffDesk(parts: StaffDeskParts): OwnStaffDesk {
  let signedIn: SignedIn | undefined
  const become = (next: SignedIn | undefined): void => {
    signedIn?.snapshotKey.fill(0)
    signedIn = next
    parts.onChange()
  }
  return {
    current: () => signedIn && viewOf(signedIn),
    credential: () => signedIn?.credential,
    token: () => signedIn?.token,
    snapshotKey: () => signedIn && { staffNumber: signedIn.credential.staffNumber, key: signedIn.snapshotKey },
    async signIn(staffNumber, password) {
      const { credential, secrets, token } = await prove(parts, { staffNumber: staffNumber.trim(), password })
      secrets.signingSeed.fill(0)
      const next = { credential: credential.value, token, snapshotKey: secrets.snapshotKey }
      become(next)
      return viewOf(next)
    },
    async signOut() {
      const token = signedIn?.token
      become(undefined)
      await endSession(parts, token)
    },
    attest: async (statement, before, proof) => attest(parts, signedIn?.credential, { statement, before, ...proof }),
    attestAsSupervisor: async (statement, before, proof) =>
      attestBeside(parts, signedIn?.credential, { statement, before, ...proof }),
    actBeside: (claim, act) => actBeside(parts, claim, act),
  }
}
