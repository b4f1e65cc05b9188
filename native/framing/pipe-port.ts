import type { DeviceError } from '../device-error.ts'
import type { BulkPipes, BytePort } from '../transport/byte-port.ts'
import { HEADER_BYTES, LENGTH_AT } from './sam-frame.ts'

const HEADS = 0
const BODIES = 1
/** Two longest frames: more can only be noise. */
const MOST_WAITING_BYTES = 5_000

/** A line over one pair of pipes: the same bytes as on a serial line. */
function singlePort(pipes: BulkPipes): BytePort {
  return {
    signal: pipes.signal,
    write: (bytes) => pipes.write(bytes, HEADS),
    onData: (listener) => pipes.onData((bytes, pipe) => pipe === HEADS && listener(bytes)),
    onClose: (listener) => pipes.onClose(listener),
    close: () => pipes.close(),
  }
}

/** Bytes that wait for their turn. */
class Waiting {
  #bytes: Uint8Array = new Uint8Array()

  get length(): number {
    return this.#bytes.length
  }

  add(bytes: Uint8Array): void {
    this.#bytes = Uint8Array.of(...this.#bytes, ...bytes).subarray(-MOST_WAITING_BYTES)
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(0, count)
    this.#bytes = this.#bytes.subarray(count)
    return taken
  }

  clear(): void {
    this.#bytes.fill(0)
    this.#bytes = new Uint8Array()
  }
}

/**
 * A line over two pairs of pipes, as the reference module has them: preamble and length on the first, everything after
 * them on the second. Packets of the two may be seen in either order; a body is passed on behind its own head.
 */
class PairedPort implements BytePort {
  readonly #pipes: BulkPipes
  readonly #waiting = [new Waiting(), new Waiting()] as const
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()
  #bodyLeft = 0

  constructor(pipes: BulkPipes) {
    this.#pipes = pipes
    pipes.onData((bytes, pipe) => {
      this.#waiting[pipe === HEADS ? HEADS : BODIES].add(bytes)
      for (let next = this.#next(); next.length > 0; next = this.#next()) {
        this.#listeners.forEach((listener) => listener(next))
      }
    })
  }

  get signal(): AbortSignal {
    return this.#pipes.signal
  }

  /** Whatever is left of an earlier answer belongs to no later one. */
  async write(frame: Uint8Array): Promise<void> {
    this.#bodyLeft = 0
    for (const waiting of this.#waiting) waiting.clear()
    await this.#pipes.write(frame.subarray(0, HEADER_BYTES), HEADS)
    await this.#pipes.write(frame.subarray(HEADER_BYTES), BODIES)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#pipes.onClose(listener)
  }

  close(): Promise<void> {
    return this.#pipes.close()
  }

  #next(): Uint8Array {
    const [heads, bodies] = this.#waiting
    if (this.#bodyLeft === 0 && heads.length >= HEADER_BYTES) {
      const head = heads.take(HEADER_BYTES)
      this.#bodyLeft = ((head[LENGTH_AT] ?? 0) << 8) | (head[LENGTH_AT + 1] ?? 0)
      return head
    }
    const body = bodies.take(this.#bodyLeft)
    this.#bodyLeft -= body.length
    return body
  }
}

/** A line of bytes over a device's pipes, whichever way it cuts frames: how many pipes it has tells. */
export function pipePort(pipes: BulkPipes): BytePort {
  return pipes.count > 1 ? new PairedPort(pipes) : singlePort(pipes)
}
