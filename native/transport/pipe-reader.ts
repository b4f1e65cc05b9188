import type { InEndpoint, Transfer } from 'usb'

/** Reads that wait at once on one pipe. Each is one packet long: a longer one would wait for more after a full packet. */
const WAITING_READS = 4

const ignore = (): void => {}

/**
 * Keeps reads waiting on one bulk pipe. The binding's own polling throws out of its callback when it is stopped while it
 * reports an error, which is what happens at every unplug.
 */
export class PipeReader {
  readonly #pipe: InEndpoint
  readonly #tell: { readonly data: (packet: Uint8Array) => void; readonly failed: (error: unknown) => void }
  readonly #transfers: readonly Transfer[]
  #isStopped = false
  #pending = 0
  #onIdle = ignore

  constructor(
    pipe: InEndpoint,
    tell: { readonly data: (packet: Uint8Array) => void; readonly failed: (error: unknown) => void },
  ) {
    this.#pipe = pipe
    this.#tell = tell
    this.#transfers = Array.from({ length: WAITING_READS }, () => this.#made())
    for (const transfer of this.#transfers) this.#submit(transfer)
  }

  /** Takes every read back; the device may be closed only afterwards, or the binding takes the process down. */
  stop(): Promise<void> {
    this.#isStopped = true
    const idle = new Promise<void>((resolve) => (this.#onIdle = resolve))
    for (const transfer of this.#transfers) this.#cancel(transfer)
    if (this.#pending === 0) this.#onIdle()
    return idle
  }

  #made(): Transfer {
    const transfer: Transfer = this.#pipe.makeTransfer(0, (error, packet, length) => {
      this.#pending--
      if (error && !this.#isStopped) this.#tell.failed(error)
      else if (!this.#isStopped) this.#take(transfer, packet.subarray(0, length))
      if (this.#pending === 0) this.#onIdle()
    })
    return transfer
  }

  #submit(transfer: Transfer): void {
    if (this.#isStopped) return
    try {
      transfer.submit(Buffer.alloc(this.#pipe.descriptor.wMaxPacketSize))
      this.#pending++
    } catch (error) {
      this.#tell.failed(error)
    }
  }

  #take(transfer: Transfer, packet: Uint8Array): void {
    this.#tell.data(packet)
    this.#submit(transfer)
  }

  #cancel(transfer: Transfer): void {
    try {
      transfer.cancel()
    } catch {
      // it was not waiting
    }
  }
}
