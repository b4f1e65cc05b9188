import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type GrantRow = Tables['serviceGrants']

const GRANT = 'id, account_id AS "accountId", service_id AS "serviceId", scopes, granted_at AS "grantedAt"'

/** A grant by its id. */
export function grantById(reader: Reader, id: string): Promise<GrantRow | undefined> {
  return reader.get(`SELECT ${GRANT} FROM service_grants WHERE id = ?`, id)
}

/** What an account has granted to a service. */
export function grantFor(reader: Reader, accountId: string, serviceId: string): Promise<GrantRow | undefined> {
  const text = `SELECT ${GRANT} FROM service_grants WHERE account_id = ? AND service_id = ?`
  return reader.get(text, accountId, serviceId)
}

/** Everything that an account has granted, newest first. */
export function grantsOf(reader: Reader, accountId: string): Promise<readonly GrantRow[]> {
  return reader.all(
    `SELECT ${GRANT} FROM service_grants WHERE account_id = ? ORDER BY granted_at DESC, id DESC`,
    accountId,
  )
}

/** Keeps a grant, in place of the one that the account may have given to the same service. */
export async function keepGrant(tx: Transaction, row: GrantRow): Promise<void> {
  await tx.run(
    `INSERT INTO service_grants (id, account_id, service_id, scopes, granted_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (account_id, service_id) DO UPDATE SET scopes = excluded.scopes, granted_at = excluded.granted_at`,
    ...[row.id, row.accountId, row.serviceId, row.scopes, row.grantedAt],
  )
}

/** Removes a grant of an account, and with it everything that the service holds for it; undefined when it has none with this id. */
export function removeGrant(tx: Transaction, accountId: string, id: string): Promise<GrantRow | undefined> {
  return tx.get(`DELETE FROM service_grants WHERE id = ? AND account_id = ? RETURNING ${GRANT}`, id, accountId)
}
