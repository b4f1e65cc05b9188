import type { Reader, Transaction } from '../platform/database/database.ts'

/** Where an account has rows that go with it at once; what names another row goes before it. */
const GOES_WITH_ACCOUNT = [
  'provider_artefacts',
  'service_grants',
  'account_sessions',
  'appointments',
  'account_links',
  'face_checks',
  'phone_tickets',
  'electronic_ids',
  'security_passwords',
  'appeals',
  'notices',
  'passwords',
  'bindings',
  'identifiers',
] as const

/** Writes an owner's wish to close an active account; false when it is not active. */
export async function setClosing(tx: Transaction, accountId: string, eraseAt: string): Promise<boolean> {
  const text = `UPDATE accounts SET status = 'closing', erase_at = ? WHERE id = ? AND status = 'active'`
  return (await tx.run(text, eraseAt, accountId)) > 0
}

/** Accounts whose time has come, the longest waiting first. */
export async function dueBy(reader: Reader, now: string, most: number): Promise<readonly string[]> {
  const text = 'SELECT id FROM accounts WHERE erase_at <= ? ORDER BY erase_at LIMIT ?'
  return (await reader.all<{ id: string }>(text, now, most)).map(({ id }) => id)
}

/** Removes everything that is the account's own; what stays is its id, and evidence to which lines are only ever added. */
export async function erase(tx: Transaction, accountId: string): Promise<void> {
  for (const table of GOES_WITH_ACCOUNT) await tx.run(`DELETE FROM ${table} WHERE account_id = ?`, accountId)
  await tx.run(
    `UPDATE accounts SET status = 'deregistered', level = 'L1', grant_record_id = NULL, identity_check_id = NULL,
      sealed_phone = NULL, sealed_username = NULL, sealed_profile = NULL, erase_at = NULL WHERE id = ?`,
    accountId,
  )
}

/** Forgets the runs of erased accounts. The one in which the owner decided must outlive its own last step by a moment. */
export async function dropRunsOfErased(tx: Transaction): Promise<void> {
  await tx.run(`DELETE FROM flow_runs WHERE account_id IN (SELECT id FROM accounts WHERE status = 'deregistered')`)
}
