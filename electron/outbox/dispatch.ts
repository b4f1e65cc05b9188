import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { Connection } from '../store/connection.ts'
import type { Store } from '../store/store.ts'
import { readBlob } from './blobs.ts'

/** A record lent to the courier until the lease runs out. */
export interface LeasedRecord {
  readonly recordId: string
  readonly digest: string
  readonly bytes: Buffer
  /** Its bytes are damaged here: what travels in its place tells the server so, and the server rejects that. */
  readonly isLost: boolean
}

/** An attachment that the server is not known to have. */
export interface UnsentAttachment {
  readonly recordId: string
  readonly digest: string
  readonly blob: number | null
  readonly size: number
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
  unsent(recordIds: readonly string[]): readonly UnsentAttachment[]
  /** Bytes as they were stored; undefined when they are damaged. */
  bytesOf(attachment: UnsentAttachment): Buffer | undefined
  markSent(attachments: readonly UnsentAttachment[]): void
  /** The server asks again, with its reason; attachments that it misses count as unsent, one lost here loses the record. */
  again(recordId: string, code: string, missing: readonly string[]): void
  /** Sets a record aside with everything it has; named, never deleted. */
  park(recordId: string, code: FailureCode | string): void
}

interface Due {
  readonly id: number
  readonly record_id: string
  readonly digest: string
  readonly blob: number | null
  readonly is_lost: 0 | 1
  readonly weight: number
}

/** A lease that ends later than any could was given before the clock was set back; it counts as run out. */
const DUE = `select id, record_id, digest, blob, is_lost, weight from outbox where state in ('ready', 'leased')
  and (state = 'ready' or lease_until <= ? or lease_until > ?) order by seq limit ?`
const LEASE = `update outbox set state = 'leased', lease_owner = ?, lease_until = ?, tries = tries + 1 where id = ?`
const BLOB_OF = 'select blob from attachments where record_id = ? and digest = ?'
const SENT = 'update attachments set is_sent = ? where record_id = ? and digest = ?'
/** From now on the record is announced as lost instead of sent. */
const LOSE = `update outbox set state = 'ready', is_lost = 1, reasons = '["record.damaged"]', lease_owner = null,
  lease_until = null where record_id = ? and state in ('ready', 'leased')`
const PARK = `update outbox set state = 'parked', reasons = ?, lease_owner = null, lease_until = null
  where record_id = ? and state in ('ready', 'leased')`

function park(sql: Connection, recordId: string, code: string): void {
  sql.run(PARK, JSON.stringify([code]), recordId)
}

/**
 * What is sent in place of a record whose bytes are damaged. The server takes records in the order of the chain and leaves a
 * place open only for one that it has rejected; a record that never came would hold up all later ones.
 */
function announcementOf(row: Due): Buffer {
  return Buffer.from(`lost record\n${row.record_id}\n${row.digest}\n`)
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
  return withinLimit(due, terms.limitBytes).map((row) => {
    const bytes = row.is_lost === 1 ? undefined : readBlob(sql, row.blob)
    if (!bytes) sql.run(LOSE, row.record_id)
    sql.run(LEASE, terms.owner, at.now + terms.leaseMs, row.id)
    return { recordId: row.record_id, digest: row.digest, bytes: bytes ?? announcementOf(row), isLost: !bytes }
  })
}

/** Whether these attachments of a record lie here unharmed, so that they can be sent again. */
function hasAll(sql: Connection, recordId: string, digests: readonly string[]): boolean {
  return digests.every((digest) => {
    const blob = sql.get<{ blob: number | null }>(BLOB_OF, recordId, digest)?.blob ?? null
    return readBlob(sql, blob) !== undefined
  })
}

function again(sql: Connection, recordId: string, answer: { code: string; missing: readonly string[] }): void {
  if (!hasAll(sql, recordId, answer.missing)) return void sql.run(LOSE, recordId)
  sql.run(
    `update outbox set state = 'ready', reasons = ?, lease_owner = null, lease_until = null
     where record_id = ? and state in ('ready', 'leased')`,
    JSON.stringify([answer.code]),
    recordId,
  )
  for (const digest of answer.missing) {
    sql.run(SENT, 0, recordId, digest)
  }
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
    unsent: (recordIds) =>
      store.read((sql) =>
        recordIds.flatMap((recordId) =>
          sql.all<UnsentAttachment>(
            'select record_id as recordId, digest, blob, size from attachments where record_id = ? and is_sent = 0',
            recordId,
          ),
        ),
      ),
    bytesOf: ({ blob }) => store.read((sql) => readBlob(sql, blob)),
    markSent: (attachments) =>
      store.write((sql) => {
        for (const { recordId, digest } of attachments) sql.run(SENT, 1, recordId, digest)
      }),
    again: (recordId, code, missing) => store.write((sql) => again(sql, recordId, { code, missing })),
    park: (recordId, code) => store.write((sql) => park(sql, recordId, code)),
  }
}
