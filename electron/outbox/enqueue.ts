import type { Connection } from '../store/connection.ts'
import type { SealedRecord } from '../vault/seal.ts'
import { keepBlob } from './blobs.ts'

/** What stays readable of a record after it was sealed: no personal data. */
export interface RecordLine {
  readonly receiptNumber: string
  readonly finishedAt: string
  readonly staffNumber: string
}

const ATTACH = 'insert into attachments (record_id, digest, blob, size) values (?, ?, ?, ?)'

/** Puts a sealed record into the outbox; part of the caller's transaction. */
export function enqueue(sql: Connection, record: SealedRecord, line: RecordLine): void {
  const weight = record.attachments.reduce((sum, { bytes }) => sum + bytes.length, record.bytes.length)
  sql.run(
    `insert into outbox (record_id, kiosk_id, seq, digest, state, blob, weight, receipt_number, finished_at, staff_number)
     values (?, ?, ?, ?, 'ready', ?, ?, ?, ?, ?)`,
    record.recordId,
    record.kioskId,
    record.seq,
    record.digest,
    keepBlob(sql, record.bytes),
    weight,
    line.receiptNumber,
    line.finishedAt,
    line.staffNumber,
  )
  for (const { digest, bytes } of record.attachments) {
    const blob = keepBlob(sql, bytes, digest)
    sql.run(ATTACH, record.recordId, digest, blob, bytes.length)
  }
}
