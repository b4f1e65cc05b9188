import type { OnlineCheckKind } from '../contract/evidence.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type AccountRow = Tables['accounts']
export type BindingRow = Tables['bindings']

const ACCOUNT = `id, status, level, grant_record_id AS "grantRecordId", identity_check_id AS "identityCheckId",
  sealed_phone AS "sealedPhone", sealed_username AS "sealedUsername", sealed_profile AS "sealedProfile",
  created_at AS "createdAt", erase_at AS "eraseAt"`
const BINDING = `account_id AS "accountId", document_hash AS "documentHash", document_type AS "documentType",
  sealed_holder AS "sealedHolder", record_id AS "recordId", bound_at AS "boundAt"`

/** An account by its id. */
export function accountById(reader: Reader, id: string): Promise<AccountRow | undefined> {
  return reader.get(`SELECT ${ACCOUNT} FROM accounts WHERE id = ?`, id)
}

/** The account that has claimed an identifier. */
export async function ownerOf(reader: Reader, hash: string): Promise<string | undefined> {
  const row = await reader.get<{ accountId: string }>(
    'SELECT account_id AS "accountId" FROM identifiers WHERE hash = ?',
    hash,
  )
  return row?.accountId
}

/** The hashes of everything that an account has claimed. */
export async function identifiersHeldBy(reader: Reader, accountId: string): Promise<readonly string[]> {
  const rows = await reader.all<{ hash: string }>('SELECT hash FROM identifiers WHERE account_id = ?', accountId)
  return rows.map(({ hash }) => hash)
}

/** Who is behind an identifier that was typed to sign in, and the password's hash, in one read. */
export interface NamedAccount extends Pick<AccountRow, 'id' | 'status' | 'eraseAt'> {
  readonly passwordHash: string | null
}

/** The account that has claimed an identifier, with what signing in needs of it. */
export function accountBehind(reader: Reader, hash: string): Promise<NamedAccount | undefined> {
  return reader.get(
    `SELECT id, status, erase_at AS "eraseAt",
      (SELECT hash FROM passwords WHERE passwords.account_id = accounts.id) AS "passwordHash"
      FROM accounts WHERE id = (SELECT account_id FROM identifiers WHERE hash = ?)`,
    hash,
  )
}

/** Whether an account has a phone number or a password. */
export async function hasPhoneOrPassword(reader: Reader, accountId: string): Promise<boolean> {
  const text = `SELECT 1 AS one FROM identifiers WHERE account_id = ? AND kind = 'phone'
    UNION ALL SELECT 1 AS one FROM passwords WHERE account_id = ?`
  return (await reader.get(text, accountId, accountId)) !== undefined
}

/** Adds a user name to an account that has none. */
export async function setUsername(tx: Transaction, accountId: string, sealedUsername: Uint8Array): Promise<void> {
  await tx.run('UPDATE accounts SET sealed_username = ? WHERE id = ?', sealedUsername, accountId)
}

/** Keeps the hash of an account's password in place of any that was there. */
export async function keepPassword(tx: Transaction, row: Tables['passwords']): Promise<void> {
  await tx.run(
    `INSERT INTO passwords (account_id, hash, changed_at) VALUES (?, ?, ?)
      ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
    ...[row.accountId, row.hash, row.changedAt],
  )
}

/** Takes the wish to close an account back while it waits for its erasure; false when it does not wait any more. */
export async function withdrawClosing(tx: Transaction, accountId: string, now: string): Promise<boolean> {
  const text = `UPDATE accounts SET status = 'active', erase_at = NULL WHERE id = ? AND status = 'closing' AND erase_at > ?`
  return (await tx.run(text, accountId, now)) > 0
}

/** What an account's level rests on: an online check, or a grant on site. */
export type ProofKind = OnlineCheckKind | 'in-person'

const OF_NOW = 'account_id = ? AND identity_no = (SELECT COUNT(*) FROM identity_withdrawals WHERE account_id = ?)'
/** By what the identity that an account has now was verified, once for each time, in one read. */
export async function proofsOf(reader: Reader, accountId: string): Promise<readonly ProofKind[]> {
  const rows = await reader.all<{ kind: ProofKind }>(
    `SELECT kind FROM identity_checks WHERE ${OF_NOW}
      UNION ALL SELECT 'in-person' AS kind FROM level_grants WHERE ${OF_NOW}`,
    ...[accountId, accountId, accountId, accountId],
  )
  return rows.map(({ kind }) => kind)
}

/** Claims an identifier for an account; false when another row holds it. */
export async function claim(tx: Transaction, row: Tables['identifiers']): Promise<boolean> {
  const text = 'INSERT INTO identifiers (hash, kind, account_id, claimed_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'
  return (await tx.run(text, row.hash, row.kind, row.accountId, row.claimedAt)) > 0
}

/** Adds an account without any evidence, at the lowest level. */
export async function insertAccount(
  tx: Transaction,
  row: Pick<AccountRow, 'id' | 'sealedPhone' | 'sealedUsername' | 'createdAt'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO accounts (id, status, level, grant_record_id, sealed_phone, sealed_username, created_at)
      VALUES (?, 'active', 'L1', NULL, ?, ?, ?)`,
    ...[row.id, row.sealedPhone, row.sealedUsername, row.createdAt],
  )
}

/** The document that an account is bound to. */
export function bindingOf(reader: Reader, accountId: string): Promise<BindingRow | undefined> {
  return reader.get(`SELECT ${BINDING} FROM bindings WHERE account_id = ?`, accountId)
}

/** Binds an account to a document, or renews what is known of the holder of the same document. */
export async function keepBinding(tx: Transaction, row: BindingRow): Promise<void> {
  await tx.run(
    `INSERT INTO bindings (account_id, document_hash, document_type, sealed_holder, record_id, bound_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id)
      DO UPDATE SET sealed_holder = excluded.sealed_holder, record_id = excluded.record_id, bound_at = excluded.bound_at`,
    ...[row.accountId, row.documentHash, row.documentType, row.sealedHolder, row.recordId, row.boundAt],
  )
}

/** Writes the level that a grant gave. */
export async function setLevel(
  tx: Transaction,
  accountId: string,
  grant: { level: AssuranceLevel; recordId: string },
): Promise<void> {
  await tx.run(
    'UPDATE accounts SET level = ?, grant_record_id = ? WHERE id = ?',
    grant.level,
    grant.recordId,
    accountId,
  )
}

/** What an account carries of its levels. */
export type CarriedLevel = Pick<AccountRow, 'id' | 'status' | 'level' | 'grantRecordId' | 'identityCheckId'>

/** Level of every account, with the grant and the check it names. */
export function allLevels(reader: Reader): Promise<readonly CarriedLevel[]> {
  const query = reader.kysely.selectFrom('accounts')
  return query.select(['id', 'status', 'level', 'grantRecordId', 'identityCheckId']).execute()
}
