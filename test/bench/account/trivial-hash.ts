import { createHash } from 'node:crypto'

/** A hash that costs nothing, for figures that leave out the cost of a password hash. Never for real passwords. */
export function trivialHash(password: string): string {
  return createHash('sha256').update(password).digest('base64url')
}
