import { hash, verify } from '@node-rs/argon2'

/** argon2id as OWASP advises for servers: 19 MiB, two passes, one lane; the library's default algorithm is argon2id. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Hash of a password that nobody has; compared against for unknown numbers, so that they take as long as known ones. */
let nobodys: Promise<string> | undefined

/** Hashes a password for keeping. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Whether a password is the hashed one; without a hash it takes the same time and is wrong. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword('no member of staff has this password')
  const isMatch = await verify(kept ?? (await nobodys), password)
  return kept !== undefined && isMatch
}
