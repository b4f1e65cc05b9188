import { randomBytes } from 'node:crypto'

/** What can be wrong with a line, a plug or the hand at the reader (`pull` takes every card away while it is read); `none` = all is well. */
export const lineFaults = ['unplug', 'garbage', 'slow', 'checksum', 'pull', 'none'] as const
export type LineFault = (typeof lineFaults)[number]

const GARBAGE_BYTES = 48
const DRIBBLE_BYTES = 1

function amidGarbage(frame: Uint8Array): Uint8Array[] {
  const middle = frame.length >> 1
  return [frame.subarray(0, middle), randomBytes(GARBAGE_BYTES), frame.subarray(middle)]
}

function withBadCheckByte(frame: Uint8Array): Uint8Array[] {
  const damaged = frame.slice()
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 0xff
  return [damaged]
}

function dribble(frame: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < frame.length; at += DRIBBLE_BYTES) chunks.push(frame.subarray(at, at + DRIBBLE_BYTES))
  return chunks
}

/** How an answer comes out of the line under a fault: the chunks to send, a pause between any two. */
export function distort(frame: Uint8Array, fault: LineFault): readonly Uint8Array[] {
  switch (fault) {
    case 'garbage':
      return amidGarbage(frame)
    case 'checksum':
      return withBadCheckByte(frame)
    case 'slow':
      return dribble(frame)
    case 'unplug':
      return []
    case 'pull':
    case 'none':
      return [frame]
  }
}
