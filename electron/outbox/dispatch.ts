import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { Connection } from '../store/connection.ts'
import type { Store } from '../store/store.ts'
import { batchOf } from '../platform/batch.ts'
import { readParcel } from './parcels.ts'

/** A record lent to the courier until the lease runs out. */
export interface LeasedRecord {
  readonly recordId: string
  readonly digest: string
  /** The record with its attachments; where they are damaged here, a parcel that tells the server so, and that it rejects. */
  readonly parcel: Buffer
}

/** How leases are given. */
export interface LeaseTerms {
  readonly owner: string
  readonly leaseMs: number
  /** Sum of record and attachment bytes after which a batch is full; one record is always lent. */
  readonly limitBytes: number
}

/** The outbox as the courier sees it, apart from receipts. */
export interface Dispatch {
  lease(limitRecords: number): readonly LeasedRecord[]
  /** Gives back whatever this owner still holds. */
  release(): void
  /** Takes back what an owner that no longer runs had borrowed; at start, before anyone else works here. */
  reclaim(): void
  /** The server asks for the record once more, with its reason. */
  again(recordId: string, code: string): void
  /** Sets a record aside with everything it has; named, never deleted. */
  park(recordId: string, code: FailureCode | string): void
}

interface Due {
  readonly id: number
  readonly record_id: string
  readonly digest: string
  readonly parcel: number | null
  readonly is_lost: 0 | 1
  readonly weight: number
}

/** A lease that ends later than any could was given before the clock was set back; it counts as run out. */
const DUE = `select id, record_id, digest, parcel, is_lost, weight from outbox where state in ('ready', 'leased')
  and (state = 'ready' or lease_until <= ? or lease_until > ?) order by seq limit ?`
const LEASE = `update outbox set state = 'leased', lease_owner = ?, lease_until = ?, tries = tries + 1
  where id in (select value from json_each(?))`
/** From now on the record is announced as lost instead of sent. */
const LOSE = `update outbox set state = 'ready', is_lost = 1, reasons = '["record.damaged"]', lease_owner = null,
  lease_until = null where record_id = ? and state in ('ready', 'leased')`
const AGAIN = `update outbox set state = 'ready', reasons = ?, lease_owner = null, lease_until = null
  where record_id = ? and state in ('ready', 'leased')`
const PARK = `update outbox set state = 'parked', reasons = ?, lease_owner = null, lease_until = null
  where record_id = ? and state in ('ready', 'leased')`

/**
 * What is sent in place of a record whose bytes are damaged. The server takes records in the order of the chain and leaves a
 * place open only for one that it has rejected; a record that never came would hold up all later ones.
 */
function announcementOf(row: Due): Buffer {
  return batchOf([Buffer.from(`lost record\n${row.record_id}\n${row.digest}\n`)])
}

function withinLimit(due: readonly Due[], limitBytes: number): readonly Due[] {
  let sum = 0
  return due.filter((row, i) => {
    sum += row.weight
    return i === 0 || sum <= limitBytes
  })
}

function lease(sql: Connection, terms: LeaseTerms, at: { now: number; limitRecords: number }): LeasedRecord[] {
  const due = sql.all<Due>(DUE, at.now, at.now + terms.leaseMs, at.limitRecords)
  const lent = withinLimit(due, terms.limitBytes)
  const leased = lent.map((row) => {
    const parcel = row.is_lost === 1 ? undefined : readParcel(sql, row.parcel)
    if (!parcel) sql.run(LOSE, row.record_id)
    return { recordId: row.record_id, digest: row.digest, parcel: parcel ?? announcementOf(row) }
  })
  if (lent.length > 0) sql.run(LEASE, terms.owner, at.now + terms.leaseMs, JSON.stringify(lent.map(({ id }) => id)))
  return leased
}

/** Lends records to the courier in the order of the chain and takes note of what came of it. */
export function dispatch(store: Store, terms: LeaseTerms, now: () => Date): Dispatch {
  return {
    lease: (limitRecords) => store.write((sql) => lease(sql, terms, { now: now().getTime(), limitRecords })),
    release: () => {
      store.write((sql) =>
        sql.run(
          `update outbox set state = 'ready', lease_owner = null, lease_until = null
           where state = 'leased' and lease_owner = ?`,
          terms.owner,
        ),
      )
    },
    reclaim: () => {
      store.write((sql) =>
        sql.run(`update outbox set state = 'ready', lease_owner = null, lease_until = null where state = 'leased'`),
      )
    },
    again: (recordId, code) => store.write((sql) => void sql.run(AGAIN, JSON.stringify([code]), recordId)),
    park: (recordId, code) => store.write((sql) => void sql.run(PARK, JSON.stringify([code]), recordId)),
  }
}
