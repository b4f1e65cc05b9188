import type { ThirdPartyProvider } from '../contract/third-party.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type LinkRow = Tables['accountLinks']

/** The account that a subject of a third party may sign in to. */
export async function accountOf(
  reader: Reader,
  provider: ThirdPartyProvider,
  subjectHash: string,
): Promise<string | undefined> {
  const text = 'SELECT account_id AS "accountId" FROM account_links WHERE provider = ? AND subject_hash = ?'
  return (await reader.get<{ accountId: string }>(text, provider, subjectHash))?.accountId
}

/** The links of an account, oldest first. */
export function linksOf(reader: Reader, accountId: string): Promise<readonly LinkRow[]> {
  return reader.all(
    `SELECT account_id AS "accountId", provider, subject_hash AS "subjectHash", sealed_name AS "sealedName",
      linked_at AS "linkedAt" FROM account_links WHERE account_id = ? ORDER BY linked_at, provider`,
    accountId,
  )
}

/** Adds a link; false when the subject or the account's place for this third party is taken. */
export async function insertLink(tx: Transaction, row: LinkRow): Promise<boolean> {
  const text = `INSERT INTO account_links (account_id, provider, subject_hash, sealed_name, linked_at)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
  return (await tx.run(text, row.accountId, row.provider, row.subjectHash, row.sealedName, row.linkedAt)) > 0
}

/** Removes a link; false when there was none. */
export async function deleteLink(tx: Transaction, accountId: string, provider: string): Promise<boolean> {
  return (await tx.run('DELETE FROM account_links WHERE account_id = ? AND provider = ?', accountId, provider)) > 0
}
