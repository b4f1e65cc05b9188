import { randomFillSync } from 'node:crypto'

/** Asking the generator costs more than what it gives, so it is asked for many pieces at once. */
const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/** Bytes that nobody can guess (at most 4096), each given out once and not kept. */
export function randomPiece(bytes: number): Buffer {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const piece = Buffer.from(pool.subarray(used, used + bytes))
  pool.fill(0, used, used + bytes)
  used += bytes
  return piece
}
