import type { Challenge } from './face-engine.ts'

/** A source of numbers from 0 up to but not including 1. */
export type Random = () => number

/** Reproducible numbers from a seed (mulberry32), so that an order can be bound to a nonce and a test can choose it. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Numbers nobody can foresee. */
export const systemRandom: Random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

/** A seed out of a session's nonce: the same nonce always asks for the same order. */
export function seedOf(nonce: string): number {
  let hash = 0x811c9dc5
  for (const char of nonce) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** All challenges once, in random order. */
export function shuffled(challenges: readonly Challenge[], random: Random): readonly Challenge[] {
  const order = [...challenges]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [order[i], order[j]]
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a]
  }
  return order
}
