import type { FrameLayout } from './framer.ts'

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const
/** Where the two length bytes stand. */
export const LENGTH_AT = PREAMBLE.length
/** Preamble and the two length bytes. */
export const HEADER_BYTES = 7
/** Where SW3 stands in an answer: the status of the module itself, after two that it passes on from the card. */
export const STATUS_AT = HEADER_BYTES + 2

/**
 * Answers of a reader's security module (GA 450 family, SAM_V host protocol): preamble, big-endian length of everything
 * after it, SW1 SW2 SW3, data, XOR. A longest answer counts 2314; beyond 2400 the preamble was a chance in the noise.
 */
export const samFrame: FrameLayout = { preamble: PREAMBLE, minLength: 4, maxLength: 2400, checksum: 'xor' }

/**
 * What the host sends, as the module sees it. The check byte is left to the module, because a bad one has an answer
 * of its own (SW3 10), and so has a length that is too short (SW3 11).
 */
export const hostFrame: FrameLayout = { preamble: PREAMBLE, minLength: 1, maxLength: 64, checksum: 'unchecked' }

/** XOR of the length bytes and everything after them up to the check byte; the preamble is not part of it. */
export function xorOf(frame: Uint8Array): number {
  let xor = 0
  for (let i = PREAMBLE.length; i < frame.length - 1; i++) xor ^= frame[i] ?? 0
  return xor
}

/** Wraps what stands between length and check byte into a whole frame. */
export function encodeSamFrame(body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + body.length + 1)
  frame.set(PREAMBLE)
  new DataView(frame.buffer).setUint16(PREAMBLE.length, body.length + 1)
  frame.set(body, HEADER_BYTES)
  frame[frame.length - 1] = xorOf(frame)
  return frame
}

/** What stands between the length and the check byte of a whole frame; a view, not a copy. */
export function bodyOf(frame: Uint8Array): Uint8Array {
  return frame.subarray(HEADER_BYTES, frame.length - 1)
}
