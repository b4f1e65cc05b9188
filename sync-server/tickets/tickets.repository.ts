import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import type { Change } from '../platform/notices/notices.ts'
import type { Tables } from '../platform/database/tables.ts'

export type TicketRow = Tables['phoneTickets']

const COLUMNS = `run_hash AS "runHash", code_hash AS "codeHash", purpose, kiosk_id AS "kioskId", state,
  phone_hash AS "phoneHash", match_number AS "matchNumber", match_choices AS "matchChoices", account_id AS "accountId",
  changed_at AS "changedAt", expires_at AS "expiresAt"`

/** By what a ticket is found: each is one ticket's alone. */
type Key = 'run_hash' | 'code_hash' | 'phone_hash'

/** The ticket with this key. */
export function ticketBy(reader: Reader, key: Key, hash: string): Promise<TicketRow | undefined> {
  return reader.get(`SELECT ${COLUMNS} FROM phone_tickets WHERE ${key} = ?`, hash)
}

/** Puts a new ticket in the place of the one that the run may have. */
export async function replaceTicket(
  tx: Transaction,
  row: Pick<TicketRow, 'runHash' | 'codeHash' | 'purpose' | 'kioskId' | 'accountId' | 'changedAt' | 'expiresAt'>,
): Promise<void> {
  await tx.run('DELETE FROM phone_tickets WHERE run_hash = ?', row.runHash)
  await tx.run(
    `INSERT INTO phone_tickets (run_hash, code_hash, purpose, kiosk_id, account_id, state, changed_at, expires_at)
      VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)`,
    ...[row.runHash, row.codeHash, row.purpose, row.kioskId, row.accountId, row.changedAt, row.expiresAt],
  )
}

/** Gives a waiting ticket to a phone; of phones at the same moment exactly one gets it. */
export async function takeTicket(
  database: Database,
  taken: Pick<TicketRow, 'codeHash' | 'phoneHash' | 'matchNumber' | 'matchChoices' | 'changedAt' | 'expiresAt'>,
): Promise<boolean> {
  const row = await database.single(
    `UPDATE phone_tickets SET state = 'scanned', phone_hash = ?, match_number = ?, match_choices = ?, changed_at = ?,
      expires_at = ? WHERE code_hash = ? AND state = 'waiting' AND expires_at > ? RETURNING run_hash`,
    ...[taken.phoneHash, taken.matchNumber, taken.matchChoices, taken.changedAt],
    ...[taken.expiresAt, taken.codeHash, taken.changedAt],
  )
  return row !== undefined
}

/** Moves a ticket on from the state in which it was read; false when it is not in that any more. */
export async function moveTicket(
  tx: Transaction,
  from: TicketRow,
  to: Pick<TicketRow, 'state' | 'accountId' | 'changedAt' | 'expiresAt'>,
): Promise<boolean> {
  const text = `UPDATE phone_tickets SET state = ?, account_id = ?, changed_at = ?, expires_at = ?
    WHERE run_hash = ? AND code_hash = ? AND state = ?`
  const values = [to.state, to.accountId, to.changedAt, to.expiresAt, from.runHash, from.codeHash, from.state]
  return (await tx.run(text, ...values)) > 0
}

/** Runs whose ticket has changed since an instant. */
export function changedSince(reader: Reader, since: string): Promise<readonly Change[]> {
  return reader.all(
    `SELECT run_hash AS topic, changed_at AS at FROM phone_tickets WHERE changed_at > ? AND state <> 'waiting'`,
    since,
  )
}
