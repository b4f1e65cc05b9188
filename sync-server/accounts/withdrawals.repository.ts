import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type WithdrawalReason = Tables['identityWithdrawals']['reason']

/** Where an account has rows that belong to whoever its holder is, and go when the identity goes. One line for each such table. */
const HANGS_ON_IDENTITY = [
  'appointments',
  'account_links',
  'provider_artefacts',
  'service_grants',
  'electronic_ids',
  'security_passwords',
] as const

/** Adds a withdrawal under the next number; evidence of lower numbers counts no more. Two at the same moment collide. */
export async function insertWithdrawal(
  tx: Transaction,
  { accountId, at, reason }: { accountId: string; at: string; reason: WithdrawalReason },
): Promise<void> {
  await tx.run(
    `INSERT INTO identity_withdrawals (account_id, identity_no, at, reason)
      VALUES (?, (SELECT COUNT(*) + 1 FROM identity_withdrawals WHERE account_id = ?), ?, ?)`,
    ...[accountId, accountId, at, reason],
  )
}

/** Removes an account's document, its claim on the number, its level, and whatever hangs on its identity. */
export async function removeIdentity(tx: Transaction, accountId: string): Promise<void> {
  for (const table of HANGS_ON_IDENTITY) await tx.run(`DELETE FROM ${table} WHERE account_id = ?`, accountId)
  await tx.run('DELETE FROM bindings WHERE account_id = ?', accountId)
  await tx.run(`DELETE FROM identifiers WHERE account_id = ? AND kind = 'document'`, accountId)
  const text = `UPDATE accounts SET level = 'L1', grant_record_id = NULL, identity_check_id = NULL WHERE id = ?`
  await tx.run(text, accountId)
}

/** When the identity of an account was withdrawn last. */
export async function lastWithdrawal(tx: Pick<Transaction, 'get'>, accountId: string): Promise<string | undefined> {
  const text = 'SELECT MAX(at) AS at FROM identity_withdrawals WHERE account_id = ?'
  return (await tx.get<{ at: string | null }>(text, accountId))?.at ?? undefined
}

/** How many identities were withdrawn from an account so far. */
export async function withdrawalsOf(reader: Reader, accountId: string): Promise<number> {
  const text = 'SELECT COUNT(*) AS count FROM identity_withdrawals WHERE account_id = ?'
  return Number((await reader.get<{ count: number }>(text, accountId))?.count)
}
