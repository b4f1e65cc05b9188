import type { FrameLayout } from './framer.ts'

/** Where a whole frame lies in a recording. */
export interface FrameSpan {
  readonly start: number
  readonly end: number
}

function endOf(bytes: Uint8Array, start: number, { preamble, minLength, maxLength }: FrameLayout): number | undefined {
  const lengthAt = start + preamble.length
  if (lengthAt + 2 > bytes.length || preamble.some((byte, i) => bytes[start + i] !== byte)) return undefined
  const length = ((bytes[lengthAt] ?? 0) << 8) | (bytes[lengthAt + 1] ?? 0)
  const end = lengthAt + 2 + length
  return length < minLength || length > maxLength || end > bytes.length ? undefined : end
}

function isWhole(bytes: Uint8Array, { start, end }: FrameSpan, { preamble, checksum }: FrameLayout): boolean {
  if (checksum === 'unchecked') return true
  return bytes.subarray(start + preamble.length, end).reduce((xor, byte) => xor ^ byte, 0) === 0
}

/** Every whole frame of a recording that is complete, as a `Framer` would have cut it; the rest is noise. */
export function frameSpans(bytes: Uint8Array, layout: FrameLayout): readonly FrameSpan[] {
  const spans: FrameSpan[] = []
  for (let start = 0; start < bytes.length;) {
    const end = endOf(bytes, start, layout)
    const isFrame = end !== undefined && isWhole(bytes, { start, end }, layout)
    if (isFrame) spans.push({ start, end })
    start = isFrame ? end : start + 1
  }
  return spans
}
