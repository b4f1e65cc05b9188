import { LineStream } from './line-stream.ts'

/** What a module is asked for; the numbers are its own. */
export const gm65Types = { read: 0x07, write: 0x08, save: 0x09 } as const

const REQUEST_HEAD = [0x7e, 0x00] as const
const REPLY_HEAD = [0x02, 0x00] as const
/** Head, type and length before the data of a reply, and the check behind it. */
const REPLY_HEADER_BYTES = 4
const CRC_BYTES = 2
const CRC_POLYNOMIAL = 0x1021
/** The longest QR code holds 2,953 bytes. */
const LONGEST_CODE_BYTES = 4_096

function shiftedOut(crc: number): number {
  let shifted = crc
  for (let bit = 0; bit < 8; bit++) shifted = (shifted << 1) ^ (shifted & 0x8000 ? CRC_POLYNOMIAL : 0)
  return shifted & 0xffff
}

/** CRC-CCITT, polynomial 1021, from zero. */
export function gm65Crc(bytes: Iterable<number>): number {
  let crc = 0
  for (const byte of bytes) crc = shiftedOut(crc ^ (byte << 8))
  return crc
}

/** A whole request frame: what to do with the bytes at an address of the module's settings. */
export function gm65Request(type: keyof typeof gm65Types, address: number, data: readonly number[]): Uint8Array {
  const body = [gm65Types[type], data.length, address >> 8, address & 0xff, ...data]
  const crc = gm65Crc(body)
  return Uint8Array.of(...REQUEST_HEAD, ...body, crc >> 8, crc & 0xff)
}

/** Makes the module scan once. */
export const gm65Trigger: Uint8Array = gm65Request('write', 0x0002, [0x01])

/** A reply of the module, between what was scanned. */
export interface Gm65Reply {
  readonly type: number
  readonly data: Uint8Array
}

/**
 * Separates replies from scanned lines, since both share the line: at the beginning of a line, 02 00 begins a reply as
 * long as it says. The check of a reply is not judged: modules send a fixed one.
 */
export class Gm65Stream {
  readonly #lines = new LineStream(LONGEST_CODE_BYTES)
  #reply: number[] = []
  /** Replies since the last look, oldest first. */
  readonly replies: Gm65Reply[] = []

  get hasBegun(): boolean {
    return this.#reply.length > 0 || this.#lines.hasBegun
  }

  push(chunk: Uint8Array): Uint8Array[] {
    return [...chunk].flatMap((byte) => this.#take(byte))
  }

  flush(): Uint8Array[] {
    const held = this.#reply
    this.#reply = []
    return [...this.#lines.push(Uint8Array.from(held)), ...this.#lines.flush()]
  }

  #take(byte: number): Uint8Array[] {
    if (this.#reply.length === 0 && (byte !== REPLY_HEAD[0] || this.#lines.hasBegun)) {
      return this.#lines.push(Uint8Array.of(byte))
    }
    this.#reply.push(byte)
    const [, second, type = 0, length = 0] = this.#reply
    if (second !== undefined && second !== REPLY_HEAD[1]) return this.#notAReply()
    const whole = REPLY_HEADER_BYTES + length + CRC_BYTES
    if (this.#reply.length >= REPLY_HEADER_BYTES && this.#reply.length === whole) this.#answered(type, length)
    return []
  }

  #notAReply(): Uint8Array[] {
    const held = Uint8Array.from(this.#reply)
    this.#reply = []
    return this.#lines.push(held)
  }

  #answered(type: number, length: number): void {
    const data = Uint8Array.from(this.#reply.slice(REPLY_HEADER_BYTES, REPLY_HEADER_BYTES + length))
    this.#reply = []
    this.replies.push({ type, data })
    if (this.replies.length > 16) this.replies.shift()
  }
}
