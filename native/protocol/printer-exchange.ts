import { DeviceError } from '../device-error.ts'
import { askStatus, statusQuestions, type StatusQuestion } from '../framing/escpos.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import { within } from '../transport/clock.ts'
import { isStatusByte, printerSigns, type PrinterSign } from './printer-status.ts'

const ANSWER_LIMIT_MS = 800

/** Asks a printer one thing at a time; a status is a single byte, so answers are matched by order only. */
export class PrinterExchange {
  readonly #port: BytePort
  readonly #clock: Clock
  #take: ((byte: number) => void) | undefined

  constructor(port: BytePort, clock: Clock) {
    this.#port = port
    this.#clock = clock
    port.onData((chunk) => {
      const status = chunk.find(isStatusByte)
      if (status !== undefined) this.#take?.(status)
    })
  }

  /** Everything that the printer says about itself; throws `printer.not-answering` or `reader.not-connected`. */
  async look(): Promise<ReadonlySet<PrinterSign>> {
    const signs = new Set<PrinterSign>()
    for (const question of Object.keys(statusQuestions) as StatusQuestion[]) {
      for (const sign of printerSigns(question, await this.#ask(question))) signs.add(sign)
    }
    return signs
  }

  async #ask(question: StatusQuestion): Promise<number> {
    this.#port.signal.throwIfAborted()
    const answer = new Promise<number>((resolve, reject) => {
      this.#take = resolve
      this.#port.onClose(reject)
    })
    const late = (): DeviceError =>
      new DeviceError('printer.not-answering', { cause: new Error(`no ${question} status`) })
    const answered = within(answer, { clock: this.#clock, ms: ANSWER_LIMIT_MS, late })
    const [status] = await Promise.all([answered, this.#port.write(askStatus(question))])
    this.#take = undefined
    return status
  }
}
