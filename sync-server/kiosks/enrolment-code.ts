import { randomBytes } from 'node:crypto'
import { sha256Hex } from '../platform/digest.ts'

/** Crockford's alphabet: nothing that is mistaken for something else when read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 4

/** A code of 80 bits that a person can type, like `7K2M-…`. */
export function newEnrolmentCode(): string {
  const symbols = [...randomBytes(GROUPS * GROUP_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return symbols.match(/.{4}/g)?.join('-') ?? symbols
}

/** The form in which a code is kept; small letters and spaces around it do not matter. */
export function codeHashOf(code: string): string {
  return sha256Hex(`hall/1/enrolment\n${code.trim().toUpperCase()}`)
}
