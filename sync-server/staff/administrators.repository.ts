import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

type SecondFactor = Tables['staffSecondFactors']

/** The second factor of a member of staff, sealed. */
export function secondFactorOf(reader: Reader, staffId: string): Promise<SecondFactor | undefined> {
  return reader.get(
    `SELECT staff_id AS "staffId", sealed_secret AS "sealedSecret", last_step AS "lastStep" FROM staff_second_factors
      WHERE staff_id = ?`,
    staffId,
  )
}

/** Gives a member of staff a second factor in place of any before. */
export async function keepSecondFactor(tx: Transaction, staffId: string, sealedSecret: Uint8Array): Promise<void> {
  await tx.run(
    `INSERT INTO staff_second_factors (staff_id, sealed_secret, last_step) VALUES (?, ?, 0)
      ON CONFLICT (staff_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0`,
    staffId,
    sealedSecret,
  )
}

/** Uses a step up; false when it, or a later one, has been used. */
export async function useStep(tx: Transaction, staffId: string, step: number): Promise<boolean> {
  const text = 'UPDATE staff_second_factors SET last_step = ? WHERE staff_id = ? AND last_step < ?'
  return (await tx.run(text, step, staffId, step)) > 0
}

/** Adds a session, by the hash of its token only. */
export async function insertAdminSession(tx: Transaction, row: Tables['adminSessions']): Promise<void> {
  await tx.run(
    'INSERT INTO admin_sessions (token_hash, staff_id, idle_until, expires_at) VALUES (?, ?, ?, ?)',
    ...[row.tokenHash, row.staffId, row.idleUntil, row.expiresAt],
  )
}

/** A session with whose it is. */
export interface AdminSession {
  readonly staffId: string
  readonly staffNumber: string
  readonly role: Tables['staff']['role']
  readonly isDisabled: 0 | 1
  readonly idleUntil: string
  readonly expiresAt: string
}

/** The session with this token. */
export function adminSessionOf(reader: Reader, tokenHash: string): Promise<AdminSession | undefined> {
  return reader.get(
    `SELECT staff.id AS "staffId", staff_number AS "staffNumber", role, is_disabled AS "isDisabled", idle_until AS "idleUntil",
      expires_at AS "expiresAt" FROM admin_sessions JOIN staff ON staff.id = admin_sessions.staff_id WHERE token_hash = ?`,
    tokenHash,
  )
}

/** Moves the end of a session's idle time. */
export async function setAdminIdle(tx: Transaction, tokenHash: string, idleUntil: string): Promise<void> {
  await tx.run('UPDATE admin_sessions SET idle_until = ? WHERE token_hash = ?', idleUntil, tokenHash)
}

/** Ends a session. */
export async function deleteAdminSession(tx: Transaction, tokenHash: string): Promise<void> {
  await tx.run('DELETE FROM admin_sessions WHERE token_hash = ?', tokenHash)
}
