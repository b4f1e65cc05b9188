import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes written as hex digits. */
export const hex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'))

/** Hex digits of bytes, upper case as in the recordings. */
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/** A recording or table of test/fixtures/protocols. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/protocols', `${name}.json`), 'utf8')) as T
}

/** Cuts bytes into pieces of the given sizes, over and over. */
export function chunked(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}
