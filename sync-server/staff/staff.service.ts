import { Problem } from '../contract/failure.ts'
import type { Policy } from '../contract/policy.ts'
import type { ReplyOf } from '../contract/route.ts'
import type { StaffCredential, StaffRole } from '../contract/staff.ts'
import * as audit from '../audit/audit.service.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { KioskCaller, StaffCaller } from '../platform/http/caller.ts'
import { newId, newSecret } from '../platform/ids.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { Passwords } from '../platform/passwords.ts'
import * as staff from './staff.repository.ts'
import { countTry } from './staff-tries.service.ts'

const HOUR_MS = 3_600_000
const SESSION_HOURS = 8
const TRIES_KEPT_HOURS = 24

/** What the staff feature needs of its surroundings. */
export interface StaffParts {
  readonly database: Database
  readonly clock: Clock
  readonly keys: ServerKeys
  readonly personal: PersonalData
  readonly policy: Policy
  readonly passwords: Passwords
}

interface SignIn {
  readonly staffNumber: string
  readonly password: string
  readonly publicKey: string
}
type SignedIn = ReplyOf<'signInStaff'>

async function noteFailure({ database, clock }: StaffParts, kioskId: string, numberHash: string): Promise<void> {
  const at = instant(clock.now())
  const event = {
    actor: `kiosk:${kioskId}`,
    action: 'staff.sign-in-failed',
    subject: numberHash,
    detail: {},
    at,
  } as const
  await database.write((tx) => audit.record(tx, kioskId, event))
}

function credentialFor(
  { clock, keys, policy }: StaffParts,
  person: staff.StaffRow,
  at: { kioskId: string; publicKey: string },
): SignedIn['credential'] {
  const now = clock.now()
  const credential: StaffCredential = {
    staffId: person.id,
    staffNumber: person.staffNumber,
    name: person.name,
    role: person.role,
    ...at,
    issuedAt: instant(now),
    expiresAt: after(now, policy.staffOfflineHours * HOUR_MS),
    keyId: keys.signingKeyId,
  }
  return keys.sign(credential)
}

/** Signs a staff member in at a kiosk. Unknown numbers and wrong passwords get the same answer in the same time. */
export async function signIn(parts: StaffParts, caller: KioskCaller, request: SignIn): Promise<SignedIn> {
  if (!publicKeyOf('ed25519', Buffer.from(request.publicKey, 'base64url'))) throw new Problem('request.invalid')
  const { kioskId } = caller
  const numberHash = await countTry(parts, {
    staffNumber: request.staffNumber,
    place: kioskId,
    refusal: 'staff.too-many-tries',
  })
  const person = await personWith(parts, request.staffNumber)
  if (!(await parts.passwords.isMatch(request.password, person?.passwordHash)) || !person) {
    await noteFailure(parts, kioskId, numberHash)
    throw new Problem('staff.sign-in-failed')
  }
  if (person.isDisabled) throw new Problem('staff.disabled')
  const token = newSecret()
  const now = parts.clock.now()
  const expiresAt = after(now, SESSION_HOURS * HOUR_MS)
  await parts.database.write(async (tx) => {
    await staff.forgetTries(tx, { numberHash, kioskId })
    await staff.insertSession(tx, { tokenHash: sha256Hex(token), staffId: person.id, kioskId, expiresAt })
    const event = { actor: `staff:${person.id}`, action: 'staff.signed-in', subject: person.id, detail: {} } as const
    await audit.record(tx, kioskId, { ...event, at: instant(now) })
  })
  return { token, expiresAt, credential: credentialFor(parts, person, { kioskId, publicKey: request.publicKey }) }
}

/** A number with signs that no badge carries belongs to nobody; not every database would even take it. */
export async function personWith({ database }: StaffParts, staffNumber: string): Promise<staff.StaffRow | undefined> {
  return /^[\w.-]+$/.test(staffNumber) ? staff.staffByNumber(database.reader, staffNumber) : undefined
}

/** Who holds a token, at the kiosk where it was given out and nowhere else. */
export async function holderOf(
  { database, clock }: StaffParts,
  kiosk: KioskCaller,
  token: string,
): Promise<StaffCaller> {
  const tokenHash = sha256Hex(token)
  const session = await staff.sessionOf(database.reader, tokenHash, kiosk.kioskId)
  if (!session || session.expiresAt <= instant(clock.now())) throw new Problem('staff.session-expired')
  if (session.isDisabled) throw new Problem('staff.disabled')
  return { ...kiosk, staffId: session.staffId, role: session.role, tokenHash }
}

/** Ends the session of the token that was sent. */
export async function signOut({ database, clock }: StaffParts, caller: StaffCaller): Promise<void> {
  const { staffId, kioskId, tokenHash } = caller
  await database.write(async (tx) => {
    await staff.deleteSession(tx, tokenHash)
    const event = { actor: `staff:${staffId}`, action: 'staff.signed-out', subject: staffId, detail: {} } as const
    await audit.record(tx, kioskId, { ...event, at: instant(clock.now()) })
  })
}

/** A new member of staff as an administrator names one. */
export interface NewStaff {
  readonly staffNumber: string
  readonly name: string
  readonly role: StaffRole
  readonly password: string
}

/** Who changes the list of staff: an administrator at the console, or by command whoever has the machine. */
export interface StaffChange {
  readonly home: string
  readonly actor: string
}
const BY_COMMAND: StaffChange = { home: audit.COMMAND_HOME, actor: 'command' }

/** Adds a member of staff; the answer is the id, undefined when the number is taken. */
export async function addStaff(
  { database, clock, passwords }: Pick<StaffParts, 'database' | 'clock' | 'passwords'>,
  person: NewStaff,
  { home, actor }: StaffChange = BY_COMMAND,
): Promise<string | undefined> {
  const { password, ...rest } = person
  const id = newId(clock.now())
  const at = instant(clock.now())
  const row = { ...rest, id, passwordHash: await passwords.hash(password), isDisabled: 0, createdAt: at } as const
  return database.write(async (tx) => {
    if (!(await staff.insertStaff(tx, row))) return undefined
    await audit.record(tx, home, { actor, action: 'staff.added', subject: id, detail: { role: person.role }, at })
    return id
  })
}

/** Stops a member of staff from working, everywhere and at once; false when there is no such number. */
export async function disableStaff(
  { database, clock }: Pick<StaffParts, 'database' | 'clock'>,
  staffNumber: string,
  { home, actor }: StaffChange = BY_COMMAND,
): Promise<boolean> {
  return database.write(async (tx) => {
    const id = await staff.disableStaff(tx, staffNumber)
    if (id === undefined) return false
    await staff.deleteSessionsOf(tx, id)
    const event = { actor, action: 'staff.disabled', subject: id, detail: {} } as const
    await audit.record(tx, home, { ...event, at: instant(clock.now()) })
    return true
  })
}

/** Everybody who works or worked here, by number. */
export { allStaff, staffByNumber } from './staff.repository.ts'

/** Which of these staff members may not work any more. */
export { disabledAmong, staffNumberOf } from './staff.repository.ts'

/** Forgets what has expired. */
export async function sweepSessions({ database, clock }: StaffParts): Promise<void> {
  const now = clock.now()
  await database.write((tx) => staff.sweep(tx, instant(now), after(now, -TRIES_KEPT_HOURS * HOUR_MS)))
}
