import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type FreezeRow = Tables['accountFreezes']

/** Why an account is frozen; undefined when it is not. */
export function freezeOf(reader: Reader, accountId: string): Promise<FreezeRow | undefined> {
  return reader.get(
    `SELECT account_id AS "accountId", reason, reference, frozen_by AS "frozenBy", frozen_at AS "frozenAt",
      was_closing AS "wasClosing", unfreezing_asked_by AS "unfreezingAskedBy" FROM account_freezes WHERE account_id = ?`,
    accountId,
  )
}

/** Freezes an account that is in use or waits for its erasure, which then waits as well; false for any other. */
export async function setFrozen(tx: Transaction, row: FreezeRow): Promise<boolean> {
  const text = `UPDATE accounts SET status = 'frozen', erase_at = NULL WHERE id = ? AND status IN ('active', 'closing')`
  if ((await tx.run(text, row.accountId)) === 0) return false
  await tx.run(
    `INSERT INTO account_freezes (account_id, reason, reference, frozen_by, frozen_at, was_closing, unfreezing_asked_by)
      VALUES (?, ?, ?, ?, ?, ?, NULL)`,
    ...[row.accountId, row.reason, row.reference, row.frozenBy, row.frozenAt, row.wasClosing],
  )
  return true
}

/** Notes who has asked for a freeze to be lifted. */
export async function setAsked(tx: Transaction, accountId: string, staffId: string): Promise<void> {
  await tx.run('UPDATE account_freezes SET unfreezing_asked_by = ? WHERE account_id = ?', staffId, accountId)
}

/** Lifts a freeze; with `eraseAt` the account goes on waiting for its erasure. */
export async function liftFreeze(tx: Transaction, accountId: string, eraseAt: string | null): Promise<void> {
  await tx.run('DELETE FROM account_freezes WHERE account_id = ?', accountId)
  const text = `UPDATE accounts SET status = ?, erase_at = ? WHERE id = ? AND status = 'frozen'`
  await tx.run(text, eraseAt === null ? 'active' : 'closing', eraseAt, accountId)
}
