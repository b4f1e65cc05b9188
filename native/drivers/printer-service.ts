import type { PrinterState, PrintSlip } from '../../sync-server/contract/device.ts'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import type { OpenPort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import { ReceiptPrinter } from './receipt-printer.ts'
import { Wakeup } from './wakeup.ts'

const LOOK_EVERY_MS = 3_000
const RETRY_AFTER_MS = 1_000
const USUAL_BAUD_RATE = 9_600

/** Which printer to use: one that speaks ESC/POS on a serial line. */
export interface PrinterConfig {
  readonly driver: 'escpos-serial'
  readonly path: string
  readonly baudRate?: number
}

/** A slip that somebody waits for. */
interface Job {
  readonly slip: PrintSlip
  readonly done: (failure: FailureCode | undefined) => void
}

/** Lines fail in the words of readers; a citizen at a printer is told about the printer. */
function printerCode(error: unknown): DeviceFailureCode {
  if (!(error instanceof DeviceError)) return 'printer.not-answering'
  return error.code.startsWith('printer.') ? error.code : 'printer.not-connected'
}

/** Whether the printer itself answered: then the line is kept and looked at again. */
const isMendable = (code: DeviceFailureCode): boolean =>
  code === 'printer.paper-out' || code === 'printer.cover-open' || code === 'printer.faulty'

/**
 * Keeps a printer open for as long as it runs, tells how it is, and prints slips one after the other. A slip is printed at once
 * or not at all: what could not be printed is never printed later for somebody else to find.
 */
export class PrinterService {
  readonly #context: { readonly clock: Clock; readonly openPort: OpenPort }
  readonly #wakeup: Wakeup
  #onState: (state: PrinterState) => void = () => {}
  #state: PrinterState = { kind: 'disconnected' }
  readonly #jobs: Job[] = []
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined

  constructor(context: { readonly clock: Clock; readonly openPort: OpenPort }) {
    this.#context = context
    this.#wakeup = new Wakeup(context.clock)
  }

  start(config: PrinterConfig, onState: (state: PrinterState) => void): void {
    if (this.#running) throw new Error('the printer service is already running')
    const stop = new AbortController()
    this.#onState = onState
    onState(this.#state)
    this.#running = { stop, ended: this.#run(config, stop.signal) }
  }

  /** Prints a slip; resolves with why it could not be printed, or with nothing when it was. */
  print(slip: PrintSlip): Promise<FailureCode | undefined> {
    if (this.#state.kind === 'failed') return Promise.resolve(this.#state.code)
    if (this.#state.kind === 'disconnected') return Promise.resolve('printer.not-connected')
    return new Promise((done) => {
      this.#jobs.push({ slip, done })
      this.#wakeup.wake()
    })
  }

  async stop(): Promise<void> {
    this.#running?.stop.abort(new Error('the printer service was stopped'))
    await this.#running?.ended
    this.#running = undefined
  }

  async #run(config: PrinterConfig, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#connectAndServe(config, signal).catch((error: unknown) =>
        this.#failed(signal.aborted ? 'printer.not-connected' : printerCode(error)),
      )
      await this.#context.clock.wait(RETRY_AFTER_MS, signal).catch(() => {}) // stopped: the loop ends
    }
    this.#settle('printer.not-connected')
  }

  async #connectAndServe({ path, baudRate = USUAL_BAUD_RATE }: PrinterConfig, signal: AbortSignal): Promise<void> {
    const { clock, openPort } = this.#context
    const printer = new ReceiptPrinter(await openPort({ path, baudRate }, clock), clock)
    try {
      while (!signal.aborted) {
        await this.#look(printer, signal)
        await this.#wakeup.wait(LOOK_EVERY_MS, { signal, lost: printer.signal })
      }
    } finally {
      await printer.close()
    }
  }

  /** One look, and the slips that wait, if any. What people can mend at the printer leaves the line open. */
  async #look(printer: ReceiptPrinter, signal: AbortSignal): Promise<void> {
    try {
      for (let job = this.#jobs[0]; job; job = this.#jobs[0]) await this.#print(printer, job, signal)
      this.#apply({ kind: 'ready', ...(await printer.look()) })
    } catch (error) {
      const code = printerCode(error)
      if (!isMendable(code)) throw error
      this.#failed(code)
    }
  }

  async #print(printer: ReceiptPrinter, { slip, done }: Job, signal: AbortSignal): Promise<void> {
    this.#apply({ kind: 'printing' })
    await printer.print(slip, signal)
    this.#jobs.shift()
    done(undefined)
  }

  #failed(code: DeviceFailureCode): void {
    this.#settle(code)
    this.#apply(code === 'printer.not-connected' ? { kind: 'disconnected' } : { kind: 'failed', code })
  }

  #settle(failure: FailureCode): void {
    for (const { done } of this.#jobs.splice(0)) done(failure)
  }

  #apply(next: PrinterState): void {
    const isSame = JSON.stringify(next) === JSON.stringify(this.#state)
    this.#state = next
    if (!isSame && !this.#running?.stop.signal.aborted) this.#onState(next)
  }
}
