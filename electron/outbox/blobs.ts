import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'

/** Keeps bytes with their SHA-256 beside them; answers with the number under which they lie. */
export function keepBlob(sql: Connection, bytes: Uint8Array, digest = sha256Hex(bytes)): number {
  return sql.insert('insert into blobs (digest, bytes) values (?, ?)', digest, bytes)
}

/** The bytes under a number; undefined when they are gone or no longer what they were. */
export function readBlob(sql: Connection, id: number | null): Buffer | undefined {
  const blob = sql.get<{ digest: string; bytes: Buffer }>('select digest, bytes from blobs where id = ?', id)
  return blob && sha256Hex(blob.bytes) === blob.digest ? blob.bytes : undefined
}
