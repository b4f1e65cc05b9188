import { Value } from 'typebox/value'
import { RECORD_MAGIC, RecordHeader, splitRecord } from '../../sync-server/contract/sealed-record.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'
import { keepBlob, readBlob } from './blobs.ts'

/** Blobs that were taken over: their numbers before and now, and where each digest lies. */
export interface AdoptedBlobs {
  /** The number now of a blob by its number before. */
  numberOf(before: unknown): number | null
  readonly now: Map<unknown, number>
  readonly byDigest: Map<string, number>
}

interface Blob {
  readonly id: number
  readonly digest: string
  readonly bytes: Buffer
}

const MAGIC = Buffer.from(RECORD_MAGIC)
const ADOPT = `insert or ignore into outbox
  (record_id, kiosk_id, seq, digest, state, blob, weight, receipt_number, finished_at, staff_number)
  values (?, ?, ?, ?, 'ready', ?, ?, '', ?, '')`
const ATTACH = 'insert or ignore into attachments (record_id, digest, blob, size) values (?, ?, ?, ?)'
/** A line whose bytes are lost keeps the number of its receipt, so that no record disappears silently. */
const LOSE_HOLLOW = `update outbox set is_lost = 1, reasons = '["record.damaged"]' where state = 'ready' and (blob is null or not exists (select 1 from blobs where blobs.id = outbox.blob))`

/** Begins the list of blobs with those that are already here. */
export function adoptedBlobs(sql: Connection): AdoptedBlobs {
  const now = new Map<unknown, number>()
  const known = sql.all<{ id: number; digest: string }>('select id, digest from blobs')
  const byDigest = new Map(known.map(({ id, digest }) => [digest, id]))
  return { now, byDigest, numberOf: (before) => now.get(before) ?? null }
}

/** Whether a row is a blob whose bytes are what they were. */
export function isIntact(row: object): row is Blob {
  const { digest, bytes } = row as Partial<Blob>
  return bytes instanceof Uint8Array && sha256Hex(bytes) === digest
}

/** Takes an intact blob over, once. */
export function adoptBlob(sql: Connection, blob: Blob, adopted: AdoptedBlobs): void {
  const at = adopted.byDigest.get(blob.digest) ?? keepBlob(sql, blob.bytes, blob.digest)
  adopted.byDigest.set(blob.digest, at)
  adopted.now.set(blob.id, at)
}

function headerOf(record: Buffer): { header: RecordHeader; digest: string } | undefined {
  const parts = record.subarray(0, MAGIC.length).equals(MAGIC) ? splitRecord(record) : undefined
  if (!parts) return undefined
  const header: unknown = JSON.parse(Buffer.from(parts.header).toString('utf8'))
  return Value.Check(RecordHeader, header) ? { header, digest: sha256Hex(parts.signed) } : undefined
}

/** A record whose line was lost is given a new one from its own header; any record names its attachments again. */
function lineUp(sql: Connection, blob: number, adopted: AdoptedBlobs): void {
  const record = readBlob(sql, blob)
  const read = record && headerOf(record)
  if (!record || !read) return
  const { recordId, kioskId, seq, sealedAt, attachments } = read.header
  sql.run(ADOPT, recordId, kioskId, seq, read.digest, blob, record.length, sealedAt)
  sql.run(`update outbox set blob = ? where record_id = ? and blob is null and decision is null`, blob, recordId)
  const isOpen = sql.get('select 1 from outbox where record_id = ? and decision is null', recordId) !== undefined
  for (const { digest, bytes } of isOpen ? attachments : []) {
    sql.run(ATTACH, recordId, digest, adopted.byDigest.get(digest) ?? null, bytes)
  }
}

/** Makes the outbox whole again after bytes were salvaged. */
export function rebuildOutbox(sql: Connection, adopted: AdoptedBlobs): void {
  for (const blob of adopted.byDigest.values()) lineUp(sql, blob, adopted)
  sql.run(LOSE_HOLLOW)
}
