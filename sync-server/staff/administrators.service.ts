import { Problem } from '../contract/failure.ts'
import type { ReplyOf } from '../contract/route.ts'
import * as audit from '../audit/audit.service.ts'
import { after, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { AdminCaller, ClientCaller } from '../platform/http/caller.ts'
import { newSecret } from '../platform/ids.ts'
import { newTotpSecret, stepOfCode } from '../platform/totp.ts'
import * as administrators from './administrators.repository.ts'
import * as staff from './staff.repository.ts'
import { personWith, type StaffParts } from './staff.service.ts'
import { countTry, forgetTries } from './staff-tries.service.ts'

const MINUTE_MS = 60_000
const IDLE_MS = 10 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS
/** Idle time is written at most this often. */
const AWAKE_EVERY_MS = MINUTE_MS
/** Where wrong codes after a right password are counted: once for everywhere, since whoever tries them knows the password. */
const AFTER_PASSWORD = 'console/code'

interface SignIn {
  readonly staffNumber: string
  readonly password: string
  readonly code: string
}

const placeOfSecret = (staffId: string): string => `staff_second_factors/${staffId}/secret`

/** Gives an administrator a new second factor in the caller's transaction; the answer is its secret, which is told once. */
export async function giveSecondFactor(
  tx: Transaction,
  { personal }: Pick<StaffParts, 'personal'>,
  { staffId, secret = newTotpSecret() }: { staffId: string; secret?: string | undefined },
): Promise<string> {
  await administrators.keepSecondFactor(tx, staffId, personal.seal(placeOfSecret(staffId), secret))
  return secret
}

async function stepFor(
  { database, personal, clock }: StaffParts,
  staffId: string,
  code: string,
): Promise<number | undefined> {
  const factor = await administrators.secondFactorOf(database.reader, staffId)
  if (!factor) return undefined
  const step = stepOfCode(personal.open(placeOfSecret(staffId), factor.sealedSecret), code, clock.now())
  return step !== undefined && step > factor.lastStep ? step : undefined
}

async function refuse({ database, clock }: StaffParts, numberHash: string): Promise<never> {
  const about = { actor: 'console', action: 'staff.sign-in-failed', subject: numberHash, detail: {} } as const
  await database.write((tx) => audit.record(tx, audit.CONSOLE_HOME, { ...about, at: instant(clock.now()) }))
  throw new Problem('console.sign-in-failed')
}

/** The administrator with this number and password; everybody else is nobody, after the same work. */
async function administratorWith(parts: StaffParts, { staffNumber, password }: SignIn) {
  const found = await personWith(parts, staffNumber)
  const person = found?.role === 'administrator' && found.isDisabled === 0 ? found : undefined
  return (await parts.passwords.isMatch(password, person?.passwordHash)) ? person : undefined
}

/**
 * Signs an administrator in by password and second factor. Whichever of number, password and code is wrong, the answer is the same;
 * tries are counted before anything is looked at: at the network they come from, and after a right password once for everywhere.
 */
export async function signInAdministrator(
  parts: StaffParts,
  caller: ClientCaller,
  request: SignIn,
): Promise<ReplyOf<'signInAdministrator'>> {
  const refusal = 'console.too-many-tries'
  const network = `console/${parts.personal.hash('network', caller.network)}`
  const { staffNumber } = request
  const numberHash = await countTry(parts, { staffNumber, place: network, refusal })
  const person = await administratorWith(parts, request)
  if (!person) return refuse(parts, numberHash)
  await countTry(parts, { staffNumber, place: AFTER_PASSWORD, refusal })
  const step = await stepFor(parts, person.id, request.code)
  if (step === undefined) return refuse(parts, numberHash)
  const token = newSecret()
  const now = parts.clock.now()
  const expiresAt = after(now, LONGEST_MS)
  const isFirst = await parts.database.write(async (tx) => {
    if (!(await administrators.useStep(tx, person.id, step))) return false
    for (const place of [network, AFTER_PASSWORD]) await forgetTries(tx, { numberHash, kioskId: place })
    const session = { tokenHash: sha256Hex(token), staffId: person.id, idleUntil: after(now, IDLE_MS), expiresAt }
    await administrators.insertAdminSession(tx, session)
    await note(tx, { staffId: person.id, action: 'staff.signed-in', at: instant(now) })
    return true
  })
  if (!isFirst) return refuse(parts, numberHash)
  return { token, name: person.name, staffNumber: person.staffNumber, expiresAt }
}

function note(
  tx: Transaction,
  { staffId, action, at }: { staffId: string; action: 'staff.signed-in' | 'staff.signed-out'; at: string },
): Promise<number> {
  return audit.record(tx, audit.CONSOLE_HOME, { actor: `staff:${staffId}`, action, subject: staffId, detail: {}, at })
}

/** Who holds a token of the console. Throws console.session-expired for whoever does not, or may not any more. */
export async function administratorBehind(parts: StaffParts, token: string): Promise<AdminCaller> {
  const { database, clock } = parts
  const tokenHash = sha256Hex(token)
  const session = await administrators.adminSessionOf(database.reader, tokenHash)
  const now = clock.now()
  const at = instant(now)
  const isLive = session && session.idleUntil > at && session.expiresAt > at
  if (!isLive || session.isDisabled !== 0 || session.role !== 'administrator')
    throw new Problem('console.session-expired')
  const sleptMs = IDLE_MS - (Date.parse(session.idleUntil) - now.getTime())
  if (sleptMs >= AWAKE_EVERY_MS)
    await database.write((tx) => administrators.setAdminIdle(tx, tokenHash, after(now, IDLE_MS)))
  return { staffId: session.staffId, staffNumber: session.staffNumber, tokenHash }
}

/** Ends the session of the token that was sent. */
export async function signOutAdministrator({ database, clock }: StaffParts, caller: AdminCaller): Promise<void> {
  const { staffId, tokenHash } = caller
  await database.write(async (tx) => {
    await administrators.deleteAdminSession(tx, tokenHash)
    await note(tx, { staffId, action: 'staff.signed-out', at: instant(clock.now()) })
  })
}

/** Gives the administrator with this number a new second factor and ends what the old one opened; undefined when there is none. */
export async function renewSecondFactor(parts: StaffParts, staffNumber: string): Promise<string | undefined> {
  return parts.database.write(async (tx) => {
    const person = await staff.staffByNumber(tx, staffNumber)
    if (person?.role !== 'administrator') return undefined
    await staff.deleteSessionsOf(tx, person.id)
    const at = instant(parts.clock.now())
    const event = {
      actor: 'command',
      action: 'staff.second-factor-renewed',
      subject: person.id,
      detail: {},
      at,
    } as const
    await audit.record(tx, audit.COMMAND_HOME, event)
    return giveSecondFactor(tx, parts, { staffId: person.id })
  })
}
