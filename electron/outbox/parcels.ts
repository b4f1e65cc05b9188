import { RECORD_MAGIC, type RecordHeader, splitBatch, splitRecord } from '../../sync-server/contract/sealed-record.ts'
import { batchOf } from '../platform/batch.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'
import type { SealedRecord } from '../vault/seal.ts'

/** A parcel as it is stored; the digest is that of the record, which names the digests of its attachments. */
export interface StoredParcel {
  readonly digest: string
  readonly bytes: Buffer
}

/** A record whose parcel holds every byte that was stored. */
export interface WholeRecord {
  readonly header: RecordHeader
  /** The record's name in the chain. */
  readonly digest: string
}

const MAGIC = Buffer.from(RECORD_MAGIC)
/** The database copies what it is given, so one space serves every parcel; a fresh one each time costs as much as a statement. */
const space = Buffer.allocUnsafe(256 * 1024)

/** Keeps a record with its attachments in one piece; answers with the number under which they lie. */
export function keepParcel(sql: Connection, { bytes, attachments }: SealedRecord): { id: number; weight: number } {
  const parcel = batchOf([bytes, ...attachments.map((attachment) => attachment.bytes)], space)
  return { id: storeParcel(sql, { digest: sha256Hex(bytes), bytes: parcel }), weight: parcel.length }
}

/** Stores a parcel as it is. */
export function storeParcel(sql: Connection, { digest, bytes }: StoredParcel): number {
  return sql.insert('insert into parcels (digest, bytes) values (?, ?)', digest, bytes)
}

/** Reads who a record is, if all of its parcel is what was stored. */
export function readWhole({ digest, bytes }: StoredParcel): WholeRecord | undefined {
  const [record, ...attachments] = splitBatch(bytes)
  if (!record || sha256Hex(record) !== digest) return undefined
  const parts = MAGIC.equals(record.subarray(0, MAGIC.length)) ? splitRecord(record) : undefined
  if (!parts) return undefined
  // The digest has just said that this is what the vault wrote.
  const header = JSON.parse(Buffer.from(parts.header).toString('utf8')) as RecordHeader
  const isWhole =
    header.attachments.length === attachments.length &&
    attachments.every((attachment, i) => sha256Hex(attachment) === header.attachments[i]?.digest)
  return isWhole ? { header, digest: sha256Hex(parts.signed) } : undefined
}

/** The parcel under a number; undefined when it is gone or no longer what it was. */
export function readParcel(sql: Connection, id: number | null): Buffer | undefined {
  const stored = sql.get<StoredParcel>('select digest, bytes from parcels where id = ?', id)
  return stored && readWhole(stored) ? stored.bytes : undefined
}
