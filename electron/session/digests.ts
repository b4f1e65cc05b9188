import { createHash } from 'node:crypto'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'

/** SHA-256 of bytes or text, lower-case hex. */
export function sha256Hex(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** SHA-256 over the canonical JSON of a value, lower-case hex. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value))
}
