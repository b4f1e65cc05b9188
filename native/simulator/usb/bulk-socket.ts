import { join } from 'node:path'
import type { DeviceError } from '../../device-error.ts'
import { HEADER_BYTES } from '../../framing/sam-frame.ts'
import type { BytePort } from '../../transport/byte-port.ts'
import { PortEnd } from '../../transport/port-end.ts'
import type { Plug, Socket } from '../socket.ts'
import type { DeviceFacts, TestBed } from '../test-bed.ts'

/** The bed on which bulk devices are plugged in. */
export const bulkBedScript = join(import.meta.dirname, 'test-bed.py')

/** How many pairs of pipes a reader has: one for whole frames, or one for heads and one for bodies. */
export type PipeCount = 1 | 2

/** The device's own end: what arrives on its pipes in order, and answers that leave on them. */
class BulkPort implements BytePort {
  readonly #bed: TestBed
  readonly #facts: DeviceFacts & { readonly pipes: PipeCount }
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()
  /** Bytes of the answer so far; with two pipes its head goes out on the first. */
  #sentBytes = 0

  constructor(bed: TestBed, facts: DeviceFacts & { readonly pipes: PipeCount }) {
    this.#bed = bed
    this.#facts = facts
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    const { device, pipes } = this.#facts
    const headBytes = pipes === 1 ? bytes.length : Math.max(0, HEADER_BYTES - this.#sentBytes)
    const [head, body] = [bytes.subarray(0, headBytes), bytes.subarray(headBytes)]
    this.#sentBytes += bytes.length
    if (head.length > 0) await this.#bed.report(device, head, 0)
    if (body.length > 0) await this.#bed.report(device, body, 1)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async close(): Promise<void> {
    if (this.#end.end(new Error('unplugged'))) await this.#bed.unplug(this.#facts.device)
  }

  receive(bytes: Uint8Array): void {
    this.#sentBytes = 0
    if (!this.#end.hasEnded) this.#listeners.forEach((listener) => listener(bytes))
  }
}

/** A USB socket for one bulk reader: it keeps its place, and gets a new device number every time. */
export class BulkSocket implements Socket {
  readonly #bed: TestBed
  readonly #facts: DeviceFacts & { readonly pipes: PipeCount }

  constructor(bed: TestBed, facts: DeviceFacts & { readonly pipes: PipeCount }) {
    this.#bed = bed
    this.#facts = facts
  }

  async plugIn(): Promise<Plug> {
    const port = new BulkPort(this.#bed, this.#facts)
    await this.#bed.plug(this.#facts, (bytes) => port.receive(bytes))
    return { port, pull: () => port.close() }
  }
}
