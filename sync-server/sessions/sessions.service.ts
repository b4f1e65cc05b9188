import type { AuthenticationMethod, SessionView } from '../contract/account-centre.ts'
import { Problem } from '../contract/failure.ts'
import type { NewSession } from '../contract/online-flow.ts'
import type { Policy } from '../contract/policy.ts'
import * as audit from '../audit/audit.service.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { Citizen, CitizenCaller, ClientCaller, KioskCaller } from '../platform/http/caller.ts'
import { newId, newSecret } from '../platform/ids.ts'
import * as sessions from './sessions.repository.ts'

const MINUTE_MS = 60_000
/** The longest life of a session, in idle lives. */
const LONGEST_LIFE = 12

/** What sessions need of their surroundings. */
export interface SessionParts {
  readonly database: Database
  readonly clock: Clock
  readonly policy: Policy
}

const idleMsOf = ({ policy }: Pick<SessionParts, 'policy'>): number => policy.account.sessionIdleMinutes * MINUTE_MS

/** Ends one session and leaves a line; nothing happens when it is none of this account's. */
async function endIn(
  tx: Transaction,
  parts: Pick<SessionParts, 'clock'>,
  what: { caller: ClientCaller; accountId: string; sessionId: string },
): Promise<void> {
  const { caller, accountId, sessionId } = what
  if (!(await sessions.deleteSession(tx, accountId, sessionId))) return
  const at = instant(parts.clock.now())
  await audit.recordOf(tx, caller, { action: 'session.ended', subject: accountId, detail: { session: sessionId }, at })
}

/**
 * Begins a session of an account where the caller is: at that kiosk, or away from any. The caller's former session ends with
 * it, whosever it was. The token is in the answer and nowhere else.
 */
export async function beginSession(
  tx: Transaction,
  parts: Pick<SessionParts, 'clock' | 'policy'>,
  who: { caller: ClientCaller; accountId: string; method: AuthenticationMethod },
): Promise<NewSession> {
  const { caller, accountId, method } = who
  const token = newSecret()
  const now = parts.clock.now()
  const [id, startedAt] = [newId(now), instant(now)]
  const [idleUntil, expiresAt] = [after(now, idleMsOf(parts)), after(now, LONGEST_LIFE * idleMsOf(parts))]
  const former = caller.citizen
  if (former) await endIn(tx, parts, { caller, accountId: former.accountId, sessionId: former.sessionId })
  const kioskId = caller.kiosk?.kioskId ?? null
  const row = { tokenHash: sha256Hex(token), id, accountId, kioskId, method, startedAt, idleUntil, expiresAt }
  await sessions.insertSession(tx, row)
  const event = { action: 'session.began', subject: accountId, detail: { session: id, method }, at: startedAt } as const
  await audit.recordOf(tx, caller, event)
  return { token, expiresAt }
}

/** Looks again, where something is written, whether the caller is still signed in: the session may have ended since it was read. */
export async function assertSignedIn(tx: Reader, citizen: Citizen | undefined): Promise<void> {
  const session = citizen && (await sessions.sessionByToken(tx, citizen.tokenHash))
  if (session?.status !== 'active') throw new Problem('session.expired')
}

/** Ends every session of an account; the answer is how many ended. */
export { deleteSessionsOf as endAllOf, deleteSessionsBegunBy as endAllBegunBy } from './sessions.repository.ts'

/** The idle time slides, but is written at most once a minute, or twice in an idle life that is as short as that. */
function isSlideDue(idleMs: number, session: sessions.LiveSession, now: Date): boolean {
  const passedMs = idleMs - (Date.parse(session.idleUntil) - now.getTime())
  return passedMs >= Math.min(MINUTE_MS, idleMs / 2)
}

/** Who holds a token: counted at the kiosk where the session began, or away from any when it began there. */
export async function holderOf(
  parts: SessionParts,
  token: string,
  kiosk: KioskCaller | undefined,
): Promise<Citizen | undefined> {
  const { database, clock } = parts
  const tokenHash = sha256Hex(token)
  const session = await sessions.sessionByToken(database.reader, tokenHash)
  if (!session || session.status !== 'active' || session.kioskId !== (kiosk?.kioskId ?? null)) return undefined
  const now = clock.now()
  const at = instant(now)
  if (session.idleUntil <= at || session.expiresAt <= at) return undefined
  const idleMs = idleMsOf(parts)
  if (isSlideDue(idleMs, session, now)) {
    await database.write((tx) => sessions.setIdleUntil(tx, tokenHash, after(now, idleMs)))
  }
  const { accountId, id: sessionId, level, method, startedAt, expiresAt } = session
  return { accountId, sessionId, tokenHash, level, method, startedAt, expiresAt }
}

/** The session behind the caller's token. */
export function currentSession({ citizen, kiosk }: CitizenCaller): SessionView {
  const { sessionId, method, level, startedAt, expiresAt } = citizen
  const place = kiosk ? { place: kiosk.hall.name } : {}
  return { sessionId, isCurrent: true, ...place, method, level, startedAt, expiresAt }
}

/** Where the caller's account is signed in, newest first. */
export async function listSessions(parts: SessionParts, { citizen }: CitizenCaller): Promise<SessionView[]> {
  const { reader } = parts.database
  const rows = await sessions.sessionsOf(reader, citizen.accountId, instant(parts.clock.now()))
  return rows.map(({ id, place, ...row }) => ({
    sessionId: id,
    isCurrent: id === citizen.sessionId,
    ...(place === null ? {} : { place }),
    ...row,
    level: citizen.level,
  }))
}

/** Where an account is signed in, newest first, for an administrator. */
export async function sessionsOfAccount(
  { database, clock }: Pick<SessionParts, 'database' | 'clock'>,
  accountId: string,
): Promise<Omit<SessionView, 'isCurrent' | 'level'>[]> {
  const rows = await sessions.sessionsOf(database.reader, accountId, instant(clock.now()))
  return rows.map(({ id, place, ...row }) => ({ sessionId: id, ...(place === null ? {} : { place }), ...row }))
}

/** Ends a session of the caller's account, by default the one behind the token; repeating changes nothing. */
export async function endSession(
  parts: SessionParts,
  caller: CitizenCaller,
  sessionId = caller.citizen.sessionId,
): Promise<void> {
  const { accountId } = caller.citizen
  await parts.database.write((tx) => endIn(tx, parts, { caller, accountId, sessionId }))
}

/** Ends a session whose owner signed out at a service that they had opened with it. */
export async function endSessionFromService(
  parts: Pick<SessionParts, 'database' | 'clock'>,
  session: { accountId: string; sessionId: string },
): Promise<void> {
  const caller: ClientCaller = { kiosk: undefined, citizen: undefined, network: '' }
  await parts.database.write((tx) => endIn(tx, parts, { caller, ...session }))
}

/** Forgets sessions that have expired. */
export async function sweepCitizenSessions({ database, clock }: SessionParts): Promise<void> {
  await database.write((tx) => sessions.dropExpired(tx, instant(clock.now())))
}
