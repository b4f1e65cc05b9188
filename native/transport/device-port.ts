import { DeviceError } from '../device-error.ts'
import { within, type Clock } from './clock.ts'
import { PortEnd } from './port-end.ts'

const WRITE_LIMIT_MS = 2_000
const CLOSE_LIMIT_MS = 1_000

/**
 * What every open device of this machine has in common: somebody hears what comes in, a write has a limit, and the end, whichever
 * sign of it comes first, happens once and gives the device back. What is heard differs, hence the type.
 */
export abstract class DevicePort<Heard extends readonly unknown[] = [bytes: Uint8Array]> {
  protected readonly clock: Clock
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(...heard: Heard) => void>()
  #released: Promise<void> = Promise.resolve()

  constructor(clock: Clock) {
    this.clock = clock
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  onData(listener: (...heard: Heard) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async close(): Promise<void> {
    this.finish(undefined)
    await this.#released
  }

  /** Ends the port, once; a cause is told to whoever wants to know why. */
  finish(cause: unknown): void {
    if (this.#end.hasEnded) return
    this.#released = this.release()
    this.#end.end(cause)
  }

  /** Gives the device back to the system; called once, at whichever end. */
  protected abstract release(): Promise<void>

  protected get hasEnded(): boolean {
    return this.#end.hasEnded
  }

  protected hear(...heard: Heard): void {
    for (const listener of this.#listeners) listener(...heard)
  }

  /** Waits until the device has taken what was written; one that fails or takes too long is no longer there. */
  protected async taken(written: Promise<unknown>): Promise<void> {
    const late = (): Error => new Error(`nothing took the bytes for ${WRITE_LIMIT_MS} ms`)
    try {
      await within(written, { clock: this.clock, ms: WRITE_LIMIT_MS, late })
    } catch (cause) {
      this.finish(cause)
      throw new DeviceError('reader.not-connected', { cause })
    }
  }

  /** Waits for a binding to close, but not for ever; whether it did. */
  protected closed(closing: Promise<unknown>): Promise<boolean> {
    const late = (): Error => new Error('the binding did not close')
    return within(closing, { clock: this.clock, ms: CLOSE_LIMIT_MS, late }).then(
      () => true,
      () => false,
    )
  }
}
