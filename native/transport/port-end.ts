import { DeviceError } from '../device-error.ts'

/** The life of a port as every transport shares it: listeners, and an end that happens once. */
export class PortEnd {
  readonly #gone = new AbortController()
  readonly #listeners = new Set<(reason: DeviceError) => void>()

  get signal(): AbortSignal {
    return this.#gone.signal
  }

  get hasEnded(): boolean {
    return this.#gone.signal.aborted
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#listeners.add(listener)
  }

  /** Returns whether this call was the one that ended the port. */
  end(cause?: unknown): boolean {
    if (this.hasEnded) return false
    const reason = new DeviceError('reader.not-connected', { cause })
    this.#gone.abort(reason)
    for (const listener of this.#listeners) listener(reason)
    return true
  }
}
