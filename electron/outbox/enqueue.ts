import type { Connection } from '../store/connection.ts'
import type { SealedRecord } from '../vault/seal.ts'
import { keepParcel } from './parcels.ts'

/** What stays readable of a record after it was sealed: no personal data. */
export interface RecordLine {
  readonly receiptNumber: string
  readonly finishedAt: string
  readonly staffNumber: string
}

/** Puts a sealed record into the outbox; part of the caller's transaction. */
export function enqueue(sql: Connection, record: SealedRecord, line: RecordLine): void {
  const parcel = keepParcel(sql, record)
  sql.run(
    `insert into outbox (record_id, kiosk_id, seq, digest, state, parcel, weight, receipt_number, finished_at, staff_number)
     values (?, ?, ?, ?, 'ready', ?, ?, ?, ?, ?)`,
    record.recordId,
    record.kioskId,
    record.seq,
    record.digest,
    parcel.id,
    parcel.weight,
    line.receiptNumber,
    line.finishedAt,
    line.staffNumber,
  )
}
