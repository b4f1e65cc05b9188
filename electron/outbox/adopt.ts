import { Value } from 'typebox/value'
import { RECORD_MAGIC, RecordHeader, splitRecord } from '../../sync-server/contract/sealed-record.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'
import { readBlob } from './blobs.ts'

const MAGIC_HEX = Buffer.from(RECORD_MAGIC).toString('hex').toUpperCase()
const ORPHANS = `select digest, length(bytes) as size from blobs where hex(substr(bytes, 1, 4)) = '${MAGIC_HEX}'
  and not exists (select 1 from outbox where outbox.blob = blobs.digest)`
const ADOPT = `insert or ignore into outbox
  (record_id, kiosk_id, seq, digest, state, blob, weight, receipt_number, finished_at, staff_number)
  values (?, ?, ?, ?, 'ready', ?, ?, '', ?, '')`

function headerOf(record: Buffer): { header: RecordHeader; digest: string } | undefined {
  const parts = splitRecord(record)
  if (!parts) return undefined
  const header: unknown = JSON.parse(Buffer.from(parts.header).toString('utf8'))
  return Value.Check(RecordHeader, header) ? { header, digest: sha256Hex(parts.signed) } : undefined
}

function adopt(sql: Connection, blob: string): void {
  const record = readBlob(sql, blob)
  const read = record && headerOf(record)
  if (!record || !read) return
  const { recordId, kioskId, seq, sealedAt } = read.header
  sql.run(ADOPT, recordId, kioskId, seq, read.digest, blob, record.length, sealedAt)
}

function nameAttachments(sql: Connection, recordId: string, blob: string): void {
  const record = readBlob(sql, blob)
  for (const { digest, bytes } of (record && headerOf(record)?.header.attachments) ?? []) {
    sql.run('insert or ignore into attachments (digest, record_id, size) values (?, ?, ?)', digest, recordId, bytes)
  }
}

/**
 * Makes the outbox whole again after bytes were salvaged: a record says itself who it is and which attachments it has. A
 * line whose bytes are lost is parked under the name of its receipt, so that nothing disappears silently.
 */
export function rebuildOutbox(sql: Connection): void {
  for (const { digest } of sql.all<{ digest: string }>(ORPHANS)) adopt(sql, digest)
  sql.run(
    `update outbox set state = 'parked', reasons = '["record.damaged"]' where state = 'ready'
     and not exists (select 1 from blobs where blobs.digest = outbox.blob)`,
  )
  const open = sql.all<{ record_id: string; blob: string }>(
    `select record_id, blob from outbox where state in ('ready', 'parked') and blob is not null`,
  )
  for (const { record_id, blob } of open) nameAttachments(sql, record_id, blob)
}
