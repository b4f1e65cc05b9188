import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type StaffRow = Tables['staff']

/** A staff member by the number that stands on the badge. */
export function staffByNumber(reader: Reader, staffNumber: string): Promise<StaffRow | undefined> {
  return reader.kysely.selectFrom('staff').selectAll().where('staffNumber', '=', staffNumber).executeTakeFirst()
}

/** The number of a member of staff, whom a row names by the id. */
export async function staffNumberOf(reader: Reader, id: string): Promise<string> {
  const row = await reader.get<{ staffNumber: string }>(
    'SELECT staff_number AS "staffNumber" FROM staff WHERE id = ?',
    id,
  )
  return row?.staffNumber ?? ''
}

/** Adds a staff member; false when the number is taken. */
export async function insertStaff(tx: Transaction, row: StaffRow): Promise<boolean> {
  const result = await tx.kysely
    .insertInto('staff')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Stops a staff member from working; false when there is no such number. */
export async function disableStaff(tx: Transaction, staffNumber: string): Promise<string | undefined> {
  const update = tx.kysely.updateTable('staff').set({ isDisabled: 1 }).where('staffNumber', '=', staffNumber)
  return (await update.returning('id').executeTakeFirst())?.id
}

/** Which of these staff members may not work any more, or are unknown. */
export async function disabledAmong(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const disabled = new Set<string>()
  for (const id of ids) {
    const row = await reader.get<{ isDisabled: number }>(
      'SELECT is_disabled AS "isDisabled" FROM staff WHERE id = ?',
      id,
    )
    if (row?.isDisabled !== 0) disabled.add(id)
  }
  return disabled
}

type Key = Pick<Tables['signInTries'], 'numberHash' | 'kioskId'>

/** How a number stands at a kiosk. */
export function triesOf(reader: Reader, key: Key): Promise<Tables['signInTries'] | undefined> {
  const { numberHash, kioskId } = key
  const query = reader.kysely.selectFrom('signInTries').selectAll()
  return query.where('numberHash', '=', numberHash).where('kioskId', '=', kioskId).executeTakeFirst()
}

/** Writes how a number stands at a kiosk. */
export async function keepTries(tx: Transaction, row: Tables['signInTries']): Promise<void> {
  const { failures, nextTryAt } = row
  const insert = tx.kysely.insertInto('signInTries').values(row)
  await insert.onConflict((c) => c.columns(['numberHash', 'kioskId']).doUpdateSet({ failures, nextTryAt })).execute()
}

/** Forgets the wrong passwords after a right one. */
export async function forgetTries(tx: Transaction, { numberHash, kioskId }: Key): Promise<void> {
  await tx.run('DELETE FROM sign_in_tries WHERE number_hash = ? AND kiosk_id = ?', numberHash, kioskId)
}

/** Adds a session, by the hash of its token only. */
export async function insertSession(tx: Transaction, session: Tables['staffSessions']): Promise<void> {
  await tx.kysely.insertInto('staffSessions').values(session).execute()
}

export interface SessionRow {
  readonly staffId: string
  readonly role: StaffRow['role']
  readonly isDisabled: 0 | 1
  readonly expiresAt: string
}

/** The session with this token at this kiosk, with whose it is. */
export function sessionOf(reader: Reader, tokenHash: string, kioskId: string): Promise<SessionRow | undefined> {
  return reader.kysely
    .selectFrom('staffSessions')
    .innerJoin('staff', 'staff.id', 'staffSessions.staffId')
    .select(['staff.id as staffId', 'staff.role', 'staff.isDisabled', 'staffSessions.expiresAt'])
    .where('tokenHash', '=', tokenHash)
    .where('kioskId', '=', kioskId)
    .executeTakeFirst()
}

/** Ends a session. */
export async function deleteSession(tx: Transaction, tokenHash: string): Promise<void> {
  await tx.run('DELETE FROM staff_sessions WHERE token_hash = ?', tokenHash)
}

/** Ends every session of a staff member, at kiosks and at the console. */
export async function deleteSessionsOf(tx: Transaction, staffId: string): Promise<void> {
  await tx.run('DELETE FROM staff_sessions WHERE staff_id = ?', staffId)
  await tx.run('DELETE FROM admin_sessions WHERE staff_id = ?', staffId)
}

/** Everybody who works or worked here, by number. */
export function allStaff(reader: Reader): Promise<readonly Omit<StaffRow, 'passwordHash'>[]> {
  const columns = ['id', 'staffNumber', 'name', 'role', 'isDisabled', 'createdAt'] as const
  return reader.kysely.selectFrom('staff').select(columns).orderBy('staffNumber').execute()
}

/** Forgets sessions that have expired, and tries from before `triesBefore`. */
export async function sweep(tx: Transaction, now: string, triesBefore: string): Promise<void> {
  await tx.run('DELETE FROM staff_sessions WHERE expires_at < ?', now)
  await tx.run('DELETE FROM admin_sessions WHERE idle_until < ? OR expires_at < ?', now, now)
  await tx.run('DELETE FROM sign_in_tries WHERE next_try_at < ?', triesBefore)
}
