import { createHash, hash } from 'node:crypto'

/** SHA-256 of one piece, as lower-case hex. */
export function sha256Hex(piece: Uint8Array | string): string {
  return hash('sha256', piece, 'hex')
}

/** SHA-256 of one piece, as bytes. */
export function sha256(piece: Uint8Array): Buffer {
  return createHash('sha256').update(piece).digest()
}
