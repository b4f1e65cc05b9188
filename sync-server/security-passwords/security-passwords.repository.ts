import type { Reader, Transaction } from '../platform/database/database.ts'

/** The hash of an account's 信息安全密码. */
export async function securityHashOf(reader: Pick<Reader, 'get'>, accountId: string): Promise<string | undefined> {
  const text = 'SELECT hash FROM security_passwords WHERE account_id = ?'
  return (await reader.get<{ hash: string }>(text, accountId))?.hash
}

/** Keeps a hash in place of any before. */
export async function keepSecurityHash(
  tx: Transaction,
  { accountId, hash, changedAt }: { accountId: string; hash: string; changedAt: string },
): Promise<void> {
  const text = `INSERT INTO security_passwords (account_id, hash, changed_at) VALUES (?, ?, ?)
    ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`
  await tx.run(text, accountId, hash, changedAt)
}
