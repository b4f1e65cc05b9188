import { bodyOf, xorOf } from '../framing/sam-frame.ts'

/** A request as the module understands it; `fault` says what is wrong with the frame itself. */
export interface HostRequest {
  readonly command: number
  readonly data: Uint8Array
  readonly fault?: 'check-byte' | 'length'
}

/** CMD, PARA and the check byte. */
const SHORTEST_LENGTH = 3

/** Reads a host frame whose check byte nobody has looked at yet. `command` is CMD and PARA as one number. */
export function readHostRequest(frame: Uint8Array): HostRequest {
  const body = bodyOf(frame)
  const command = ((body[0] ?? 0) << 8) | (body[1] ?? 0)
  const data = body.subarray(2)
  if (body.length + 1 < SHORTEST_LENGTH) return { command, data, fault: 'length' }
  return frame.at(-1) === xorOf(frame) ? { command, data } : { command, data, fault: 'check-byte' }
}
