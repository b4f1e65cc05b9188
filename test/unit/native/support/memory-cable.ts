import type { DeviceError } from '../../../../native/device-error.ts'
import type { BytePort } from '../../../../native/transport/byte-port.ts'
import { PortEnd } from '../../../../native/transport/port-end.ts'

/** One end of a cable that exists in memory only. */
export class MemoryPort implements BytePort {
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()
  other: MemoryPort | undefined

  get signal(): AbortSignal {
    return this.#end.signal
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    const copy = bytes.slice()
    queueMicrotask(() => this.other?.receive(copy))
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async close(): Promise<void> {
    this.#end.end()
    this.other?.unplugged()
  }

  receive(bytes: Uint8Array): void {
    if (!this.#end.hasEnded) this.#listeners.forEach((listener) => listener(bytes))
  }

  unplugged(): void {
    this.#end.end(new Error('unplugged'))
  }
}

/** Two ports, each hearing what the other writes. */
export function memoryCable(): { host: MemoryPort; module: MemoryPort } {
  const host = new MemoryPort()
  const module = new MemoryPort()
  host.other = module
  module.other = host
  return { host, module }
}
