import { createHash } from 'node:crypto'

/** SHA-256 of the given pieces in order, as lower-case hex. */
export function sha256Hex(...pieces: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}
