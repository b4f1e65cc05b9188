import type { Scan } from '../../sync-server/contract/device.ts'
import { asDeviceError, type DeviceError } from '../device-error.ts'
import { openScanner, type ScannerConfig, type ScannerContext } from './scanner-drivers.ts'

/** Never longer: what was plugged in has to be seen within a moment. */
const RETRY_AFTER_MS = 1_000

/** Who is told. `ready` on every change, `failure` once per trouble and not per retry. */
export interface ScannerHandlers {
  readonly ready: (isReady: boolean) => void
  readonly scan: (scan: Scan) => void
  readonly failure: (error: DeviceError) => void
}

/** Keeps one scanner open for as long as it runs. Scanners speak by themselves: nothing is asked of them. */
export class ScannerService {
  readonly #context: ScannerContext
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined
  #lastFailure: string | undefined

  constructor(context: ScannerContext) {
    this.#context = context
  }

  /** Starts supervising; `ready(false)` is told at once. Starting a running service is an error. */
  start(config: ScannerConfig, handlers: ScannerHandlers): void {
    if (this.#running) throw new Error('the scanner service is already running')
    const stop = new AbortController()
    handlers.ready(false)
    this.#running = { stop, ended: this.#run(config, handlers, stop.signal) }
  }

  /** Closes the scanner and waits until nothing runs any more; the handlers are not called again. */
  async stop(): Promise<void> {
    this.#running?.stop.abort(new Error('the scanner service was stopped'))
    await this.#running?.ended
    this.#running = undefined
  }

  async #run(config: ScannerConfig, handlers: ScannerHandlers, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#serve(config, handlers, signal).catch((error: unknown) => {
        if (!signal.aborted) this.#report(error, handlers)
      })
      await this.#context.clock.wait(RETRY_AFTER_MS, signal).catch(() => {}) // stopped: the loop ends
    }
  }

  /** Open until the line goes or somebody stops the service. */
  async #serve(config: ScannerConfig, handlers: ScannerHandlers, signal: AbortSignal): Promise<void> {
    const port = await openScanner(config, this.#context, (scan) => {
      if (!signal.aborted) handlers.scan(scan)
    })
    this.#lastFailure = undefined
    if (!signal.aborted) handlers.ready(true)
    const gone = AbortSignal.any([port.signal, signal])
    if (!gone.aborted) await new Promise((resolve) => gone.addEventListener('abort', resolve, { once: true }))
    await port.close()
    if (!signal.aborted) handlers.ready(false)
  }

  #report(error: unknown, { failure }: ScannerHandlers): void {
    const reported = asDeviceError(error, 'reader.not-connected')
    if (reported.code === this.#lastFailure) return
    this.#lastFailure = reported.code
    failure(reported)
  }
}
