import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

type InboxRow = Tables['inbox']
export type Arrived = Pick<InboxRow, 'recordId' | 'digest' | 'receipt'>

/** What arrived under a record's id. */
export function arrivedAs(reader: Reader, recordId: string): Promise<Arrived | undefined> {
  return reader.get('SELECT record_id AS "recordId", digest, receipt FROM inbox WHERE record_id = ?', recordId)
}

/** What stands at a place of a kiosk's chain. */
export function atPlace(
  reader: Reader,
  kioskId: string,
  seq: number,
): Promise<{ digest: string; previousDigest: string } | undefined> {
  const text = 'SELECT digest, previous_digest AS "previousDigest" FROM inbox WHERE kiosk_id = ? AND seq = ?'
  return reader.get(text, kioskId, seq)
}

/** Stores a record with the decision about it; rows are only ever added. */
export async function insertRecord(tx: Transaction, row: InboxRow): Promise<void> {
  await tx.run(
    `INSERT INTO inbox (record_id, kiosk_id, seq, digest, previous_digest, receipt_number, decision, reasons, account_id,
      policy_version, received_at, receipt, parcel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.recordId, row.kioskId, row.seq, row.digest, row.previousDigest, row.receiptNumber, row.decision],
    ...[row.reasons, row.accountId, row.policyVersion, row.receivedAt, row.receipt, row.parcel],
  )
}

/** Remembers that a record was rejected for good after a place in its kiosk's chain; false when that was known. */
export async function insertRejected(
  tx: Transaction,
  row: { kioskId: string; digest: string; code: string; afterSeq: number; rejectedAt: string },
): Promise<boolean> {
  const text = `INSERT INTO rejected_records (kiosk_id, digest, code, after_seq, rejected_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`
  return (await tx.run(text, row.kioskId, row.digest, row.code, row.afterSeq, row.rejectedAt)) > 0
}

/** How many records were rejected since the last one that arrived. */
export async function countRejected(tx: Reader, kioskId: string, afterSeq: number): Promise<number> {
  const text = 'SELECT CAST(COUNT(*) AS INTEGER) AS n FROM rejected_records WHERE kiosk_id = ? AND after_seq = ?'
  return (await tx.get<{ n: number }>(text, kioskId, afterSeq))?.n ?? 0
}

/** The decision behind a receipt number; the newest if kiosks ever gave it out twice. */
export function byReceiptNumber(
  reader: Reader,
  receiptNumber: string,
): Promise<Pick<InboxRow, 'decision' | 'reasons' | 'receipt'> | undefined> {
  const query = reader.kysely.selectFrom('inbox').select(['decision', 'reasons', 'receipt'])
  return query.orderBy('receivedAt', 'desc').limit(1).where('receiptNumber', '=', receiptNumber).executeTakeFirst()
}

/** Everything that arrived from one kiosk in the order of its chain; only a few rows are held at a time. */
export async function* recordsOf(reader: Reader, kioskId: string, afterSeq = 0): AsyncGenerator<InboxRow, undefined> {
  const query = reader.kysely.selectFrom('inbox').selectAll().where('kioskId', '=', kioskId).where('seq', '>', afterSeq)
  const rows = await query.orderBy('seq').limit(100).execute()
  yield* rows
  const last = rows.at(-1)
  if (last) yield* recordsOf(reader, kioskId, last.seq)
}

/** Every kiosk that has sent something. */
export async function senders(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.kysely.selectFrom('inbox').select('kioskId').distinct().orderBy('kioskId').execute()
  return rows.map(({ kioskId }) => kioskId)
}
