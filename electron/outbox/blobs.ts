import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'

/** Keeps bytes under the SHA-256 of themselves; repeating changes nothing. */
export function keepBlob(sql: Connection, bytes: Uint8Array, digest = sha256Hex(bytes)): string {
  sql.run('insert into blobs (digest, bytes) values (?, ?) on conflict (digest) do nothing', digest, bytes)
  return digest
}

/** The bytes under a digest; undefined when they are gone or no longer what they were. */
export function readBlob(sql: Connection, digest: string): Buffer | undefined {
  const bytes = sql.get<{ bytes: Buffer }>('select bytes from blobs where digest = ?', digest)?.bytes
  return bytes && sha256Hex(bytes) === digest ? bytes : undefined
}
