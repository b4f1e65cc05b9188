import type { Randomness } from './session-ports.ts'

/** Crockford's digits: none can be taken for another when read aloud or copied by hand. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 3
const GROUP_LENGTH = 4

/** A fresh receipt number, 60 random bits in three groups; tells nothing about the person. */
export function newReceiptNumber(random: Randomness): string {
  const digits = [...random.bytes(GROUPS * GROUP_LENGTH)].map((byte) => DIGITS[byte % DIGITS.length])
  const group = (i: number): string => digits.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join('')
  return Array.from({ length: GROUPS }, (_, i) => group(i)).join('-')
}
