import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type EventRow = Tables['webhookEvents']
export type DeliveryRow = Tables['webhookDeliveries']

const DELIVERY = `event_id AS "eventId", receiver, kind, subject, at, state, tries, next_try_at AS "nextTryAt",
  last_status AS "lastStatus"`
/** Most deliveries that the console shows of each kind. */
const SHOWN = 100

/** Keeps an event until its receivers are known. */
export async function insertEvent(
  tx: Transaction,
  row: Omit<EventRow, 'identityNo'> & { readonly isOfFormer: boolean },
): Promise<void> {
  await tx.run(
    `INSERT INTO webhook_events (id, kind, account_id, at, identity_no)
      VALUES (?, ?, ?, ?, (SELECT COUNT(*) FROM identity_withdrawals WHERE account_id = ?) - ${row.isOfFormer ? 1 : 0})`,
    ...[row.id, row.kind, row.accountId, row.at, row.accountId],
  )
}

/** Events that nobody has been told yet, in the order in which they happened. */
export function newEvents(reader: Reader, most: number): Promise<readonly EventRow[]> {
  const text = `SELECT id, kind, account_id AS "accountId", at, identity_no AS "identityNo" FROM webhook_events
    ORDER BY id LIMIT ?`
  return reader.all(text, most)
}

/** Takes an event to share it out; false when another process has taken it. */
export async function takeEvent(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.run('DELETE FROM webhook_events WHERE id = ?', id)) > 0
}

/** Keeps a delivery of an event to one receiver. */
export async function insertDelivery(tx: Transaction, row: DeliveryRow): Promise<void> {
  await tx.run(
    `INSERT INTO webhook_deliveries (event_id, receiver, kind, subject, at, state, tries, next_try_at, last_status)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.eventId, row.receiver, row.kind, row.subject, row.at, row.state, row.tries, row.nextTryAt, row.lastStatus],
  )
}

/** Deliveries whose time has come, the longest waiting first. */
export function dueDeliveries(reader: Reader, now: string, most: number): Promise<readonly DeliveryRow[]> {
  return reader.all(
    `SELECT ${DELIVERY} FROM webhook_deliveries WHERE state = 'waiting' AND next_try_at <= ?
      ORDER BY next_try_at, event_id LIMIT ?`,
    ...[now, most],
  )
}

/** Takes a delivery for one try; false when another process has taken it since it was read. */
export async function leaseDelivery(tx: Transaction, row: DeliveryRow, until: string): Promise<boolean> {
  const text = `UPDATE webhook_deliveries SET tries = tries + 1, next_try_at = ?
    WHERE event_id = ? AND receiver = ? AND tries = ? AND state = 'waiting'`
  return (await tx.run(text, until, row.eventId, row.receiver, row.tries)) > 0
}

/** Writes what came of a try. */
export async function settleDelivery(
  tx: Transaction,
  { eventId, receiver }: Pick<DeliveryRow, 'eventId' | 'receiver'>,
  { state, lastStatus }: Pick<DeliveryRow, 'state' | 'lastStatus'>,
): Promise<void> {
  const text = 'UPDATE webhook_deliveries SET state = ?, last_status = ? WHERE event_id = ? AND receiver = ?'
  await tx.run(text, state, lastStatus, eventId, receiver)
}

/** The newest deliveries, what was parked before the rest. */
export function newestDeliveries(reader: Reader): Promise<readonly DeliveryRow[]> {
  return reader.all(
    `SELECT ${DELIVERY} FROM webhook_deliveries
      ORDER BY CASE state WHEN 'parked' THEN 0 ELSE 1 END, event_id DESC, receiver LIMIT ${SHOWN}`,
  )
}

/** Lets a parked delivery be tried again; undefined when there is none of this name, false when it is not parked. */
export async function unpark(
  tx: Transaction,
  key: Pick<DeliveryRow, 'eventId' | 'receiver'>,
  now: string,
): Promise<boolean | undefined> {
  const found = await tx.get<{ state: DeliveryRow['state'] }>(
    'SELECT state FROM webhook_deliveries WHERE event_id = ? AND receiver = ?',
    ...[key.eventId, key.receiver],
  )
  if (!found) return undefined
  const text = `UPDATE webhook_deliveries SET state = 'waiting', tries = 0, next_try_at = ?
    WHERE event_id = ? AND receiver = ? AND state = 'parked'`
  return (await tx.run(text, now, key.eventId, key.receiver)) > 0
}

/** Forgets what was delivered long ago. */
export async function dropDelivered(tx: Transaction, before: string): Promise<void> {
  await tx.run(`DELETE FROM webhook_deliveries WHERE state = 'delivered' AND at < ?`, before)
}
