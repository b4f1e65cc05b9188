import type { AuthenticationMethod } from '../contract/account-centre.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type SessionRow = Tables['accountSessions']
/** A session with what its account is at this moment. */
export interface LiveSession extends Omit<SessionRow, 'tokenHash'> {
  readonly status: Tables['accounts']['status']
  readonly level: AssuranceLevel
}

/** The session with this token, and how its account stands. */
export function sessionByToken(reader: Reader, tokenHash: string): Promise<LiveSession | undefined> {
  return reader.get(
    `SELECT account_sessions.id, account_id AS "accountId", kiosk_id AS "kioskId", method, started_at AS "startedAt",
      idle_until AS "idleUntil", expires_at AS "expiresAt", status, level
      FROM account_sessions JOIN accounts ON accounts.id = account_id WHERE token_hash = ?`,
    tokenHash,
  )
}

/** A session as the list shows it. */
export interface ListedSession {
  readonly id: string
  readonly method: AuthenticationMethod
  readonly startedAt: string
  readonly expiresAt: string
  readonly place: string | null
}

/** Sessions of an account that still count, newest first. */
export function sessionsOf(reader: Reader, accountId: string, now: string): Promise<readonly ListedSession[]> {
  return reader.all(
    `SELECT id, method, started_at AS "startedAt", expires_at AS "expiresAt",
      (SELECT hall_name FROM kiosks WHERE kiosks.id = account_sessions.kiosk_id) AS place
      FROM account_sessions WHERE account_id = ? AND idle_until > ? AND expires_at > ? ORDER BY started_at DESC, id DESC`,
    ...[accountId, now, now],
  )
}

/** Adds a session, by the hash of its token only. */
export async function insertSession(tx: Transaction, row: SessionRow): Promise<void> {
  await tx.run(
    `INSERT INTO account_sessions (token_hash, id, account_id, kiosk_id, method, started_at, idle_until, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.tokenHash, row.id, row.accountId, row.kioskId, row.method],
    ...[row.startedAt, row.idleUntil, row.expiresAt],
  )
}

/** Moves the end of a session's idle time. */
export async function setIdleUntil(tx: Transaction, tokenHash: string, idleUntil: string): Promise<void> {
  await tx.run('UPDATE account_sessions SET idle_until = ? WHERE token_hash = ?', idleUntil, tokenHash)
}

/** Ends one session of an account; false when the account has none with this id. */
export async function deleteSession(tx: Transaction, accountId: string, id: string): Promise<boolean> {
  return (await tx.run('DELETE FROM account_sessions WHERE id = ? AND account_id = ?', id, accountId)) > 0
}

/** Ends every session of an account, and what services hold of it without one; the answer is how many sessions. */
export async function deleteSessionsOf(tx: Transaction, accountId: string): Promise<number> {
  await tx.run('DELETE FROM provider_artefacts WHERE account_id = ?', accountId)
  return tx.run('DELETE FROM account_sessions WHERE account_id = ?', accountId)
}

/** Ends the sessions of an account that began in one way, except one. */
export async function deleteSessionsBegunBy(
  tx: Transaction,
  accountId: string,
  begun: { method: AuthenticationMethod; exceptId: string },
): Promise<void> {
  const text = 'DELETE FROM account_sessions WHERE account_id = ? AND method = ? AND id <> ?'
  await tx.run(text, accountId, begun.method, begun.exceptId)
}

/** Forgets sessions whose longest life is over. */
export async function dropExpired(tx: Transaction, now: string): Promise<void> {
  await tx.run('DELETE FROM account_sessions WHERE expires_at < ?', now)
}
