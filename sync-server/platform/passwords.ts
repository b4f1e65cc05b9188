import { hash, verify } from '@node-rs/argon2'

/** What one hash costs: KiB of memory, passes, lanes. */
export interface HashCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/** argon2id as OWASP advises for servers: 19 MiB, two passes, one lane; the library's default algorithm is argon2id. */
const COST: HashCost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Passwords are kept as slow hashes only. */
export interface Passwords {
  /** Hashes a password for keeping. */
  hash(password: string): Promise<string>
  /** Whether a password is the hashed one; without a hash it takes the same time and is wrong. */
  isMatch(password: string, kept: string | undefined): Promise<boolean>
}

/** Passwords under argon2id; nobody but a benchmark asks for another cost. */
export function argonPasswords(cost: HashCost = COST): Passwords {
  const hashOf = (password: string): Promise<string> => hash(password, cost)
  /** Hash of a password that nobody has; compared against for unknown people, so that they take as long as known ones. */
  let nobodys: Promise<string> | undefined
  return {
    hash: hashOf,
    async isMatch(password, kept) {
      nobodys ??= hashOf('nobody has this password')
      const isMatch = await verify(kept ?? (await nobodys), password)
      return kept !== undefined && isMatch
    },
  }
}
