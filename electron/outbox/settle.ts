import type { ServerKeys } from '../../sync-server/contract/kiosk.ts'
import type { Receipt, SignedReceipt } from '../../sync-server/contract/sealed-record.ts'
import type { Connection } from '../store/connection.ts'
import type { Store } from '../store/store.ts'
import { type ReceiptCheck, receiptCheck } from './receipt-check.ts'

/** How long the line of a settled record stays, for a question at the counter. */
export const SETTLED_LINE_MS = 24 * 60 * 60_000

/** What became of a receipt: it settled its record, had settled it before, or proves nothing about any record here. */
export type Settled = 'settled' | 'already' | 'not-valid'

interface Row {
  readonly recordId: string
  readonly kioskId: string
  readonly seq: number
  readonly digest: string
  readonly decision: string | null
  readonly parcel: number | null
}

const FIND = `select record_id as recordId, kiosk_id as kioskId, seq, digest, decision, parcel from outbox where record_id = ?`
const SETTLE = `update outbox set state = ?, decision = ?, reasons = ?, settled_at = ?, parcel = null,
  lease_owner = null, lease_until = null, acknowledged_at = null where record_id = ?`

/** The row stays as it was but says why it is still there. */
const DOUBT = `update outbox set reasons = '["server.key-mismatch"]' where record_id = ? and state in ('ready', 'leased')`

function settleOne(
  sql: Connection,
  receipt: SignedReceipt,
  given: { isReceiptFor: ReceiptCheck; now: number },
): Settled {
  const { decision, reasons, recordId }: Receipt = receipt.value
  const row = sql.get<Row>(FIND, recordId)
  if (!row) return 'not-valid'
  if (!given.isReceiptFor(row, receipt)) {
    sql.run(DOUBT, recordId)
    return 'not-valid'
  }
  if (row.decision !== null) return 'already'
  sql.run('delete from parcels where id = ?', row.parcel)
  const state = decision === 'granted' ? 'settled' : 'returned'
  sql.run(SETTLE, state, decision, JSON.stringify(reasons), given.now, recordId)
  return 'settled'
}

/**
 * Takes receipts in, one transaction for all. This is the only place that deletes a record's bytes, and only for a receipt
 * that names this record, this kiosk, this place in the chain and these bytes, signed by the pinned key.
 */
export function settle(
  store: Store,
  receipts: readonly SignedReceipt[],
  given: { keys: ServerKeys; now: number },
): readonly Settled[] {
  const isReceiptFor = receiptCheck(given.keys)
  return store.write((sql) => receipts.map((receipt) => settleOne(sql, receipt, { isReceiptFor, now: given.now })))
}

/** Removes the lines of records that were settled a day ago. */
export function sweepSettled(store: Store, now: number): void {
  store.write((sql) => sql.run(`delete from outbox where state = 'settled' and settled_at < ?`, now - SETTLED_LINE_MS))
}
