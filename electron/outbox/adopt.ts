import { Value } from 'typebox/value'
import { RecordHeader } from '../../sync-server/contract/sealed-record.ts'
import type { Connection } from '../store/connection.ts'
import { readWhole, type StoredParcel, storeParcel } from './parcels.ts'

/** Parcels that were taken over: their numbers before and now, and where each digest lies. */
export interface AdoptedParcels {
  /** The number now of a parcel by its number before. */
  numberOf(before: unknown): number | null
  readonly now: Map<unknown, number>
  readonly byDigest: Map<string, number>
}

interface OldParcel extends StoredParcel {
  readonly id: number
}

const ADOPT = `insert or ignore into outbox
  (record_id, kiosk_id, seq, digest, state, parcel, weight, receipt_number, finished_at, staff_number)
  values (?, ?, ?, ?, 'ready', ?, ?, '', ?, '')`
/** A line whose bytes are lost keeps the number of its receipt, so that no record disappears silently. */
const LOSE_HOLLOW = `update outbox set is_lost = 1, reasons = '["record.damaged"]' where state = 'ready' and
  (parcel is null or not exists (select 1 from parcels where parcels.id = outbox.parcel))`

/** Begins the list of parcels with those that are already here. */
export function adoptedParcels(sql: Connection): AdoptedParcels {
  const now = new Map<unknown, number>()
  const known = sql.all<{ id: number; digest: string }>('select id, digest from parcels')
  const byDigest = new Map(known.map(({ id, digest }) => [digest, id]))
  return { now, byDigest, numberOf: (before) => now.get(before) ?? null }
}

/** Whether a row is a parcel whose bytes are what they were. */
export function isIntact(row: object): row is OldParcel {
  const { digest, bytes } = row as Partial<OldParcel>
  return bytes instanceof Uint8Array && digest !== undefined && readWhole({ digest, bytes }) !== undefined
}

/** Takes an intact parcel over, once. */
export function adoptParcel(sql: Connection, parcel: OldParcel, adopted: AdoptedParcels): void {
  const at = adopted.byDigest.get(parcel.digest) ?? storeParcel(sql, parcel)
  adopted.byDigest.set(parcel.digest, at)
  adopted.now.set(parcel.id, at)
}

/** A record whose line was lost is given a new one from its own header. */
function lineUp(sql: Connection, id: number): void {
  const stored = sql.get<StoredParcel>('select digest, bytes from parcels where id = ?', id)
  const whole = stored && readWhole(stored)
  if (!whole || !Value.Check(RecordHeader, whole.header)) return
  const { recordId, kioskId, seq, sealedAt } = whole.header
  sql.run(ADOPT, recordId, kioskId, seq, whole.digest, id, stored.bytes.length, sealedAt)
  sql.run(`update outbox set parcel = ? where record_id = ? and parcel is null and decision is null`, id, recordId)
}

/** Makes the outbox whole again after bytes were salvaged. */
export function rebuildOutbox(sql: Connection, adopted: AdoptedParcels): void {
  for (const id of adopted.byDigest.values()) lineUp(sql, id)
  sql.run(LOSE_HOLLOW)
}
