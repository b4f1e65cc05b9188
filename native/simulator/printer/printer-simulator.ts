import type { PrinterSign } from '../../protocol/printer-status.ts'
import { statusByte } from '../../protocol/printer-status.ts'
import type { Plug, Socket } from '../socket.ts'
import { PrintedPaper, type PrintedSlip } from './printed-paper.ts'

/** What can be wrong with a printer; `paper-ends` = in the middle of the next slip; `silent` = it takes everything and answers nothing. */
export const printerFaults = ['paper-out', 'paper-low', 'paper-ends', 'cover-open', 'silent', 'unplug', 'none'] as const
export type PrinterFault = (typeof printerFaults)[number]

/** Lines that still fit on a roll that is about to end. */
const LAST_LINES = 3

const signsOf: Readonly<Partial<Record<PrinterFault, PrinterSign>>> = {
  'paper-out': 'paper-out',
  'paper-low': 'paper-near-end',
  'cover-open': 'cover-open',
}

/** A receipt printer that speaks ESC/POS: what it is sent comes out as slips, and it can be made to fail. */
export class PrinterSimulator {
  readonly #socket: Socket
  #paper: PrintedPaper
  #fault: PrinterFault = 'none'
  #plug: Plug | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#paper = this.#newPaper([])
  }

  /** Starts a printer that is plugged in. */
  static async start(socket: Socket): Promise<PrinterSimulator> {
    const printer = new PrinterSimulator(socket)
    await printer.setFault('none')
    return printer
  }

  /** Slips that were cut off whole, oldest first. */
  get slips(): readonly PrintedSlip[] {
    return this.#paper.slips
  }

  get fault(): PrinterFault {
    return this.#fault
  }

  /** Control bytes that a receipt does not need. */
  get strange(): readonly number[] {
    return this.#paper.strange
  }

  async setFault(fault: PrinterFault): Promise<void> {
    this.#fault = fault
    await (fault === 'unplug' ? this.#unplug() : this.#plugIn())
  }

  async stop(): Promise<void> {
    await this.setFault('unplug')
  }

  #newPaper(slips: readonly PrintedSlip[]): PrintedPaper {
    const paper = new PrintedPaper((question) => {
      if (this.#fault === 'silent') return
      const sign = signsOf[this.#fault]
      const byte = statusByte(question, new Set(sign ? [sign] : []))
      void this.#plug?.port.write(Uint8Array.of(byte)).catch(() => {}) // unplugged meanwhile
    })
    paper.slips.push(...slips)
    return paper
  }

  #take(chunk: Uint8Array): void {
    const isStopped = this.#fault === 'paper-out' || this.#fault === 'cover-open'
    const before = this.#paper.slips.length
    this.#paper.push(chunk)
    if (isStopped) this.#lose(before)
    const isAtEnd = this.#paper.unfinishedLines > LAST_LINES || this.#paper.slips.length > before
    if (this.#fault === 'paper-ends' && isAtEnd) {
      this.#fault = 'paper-out'
      this.#lose(before)
    }
  }

  /** What was sent to a printer that stands still does not come out. */
  #lose(kept: number): void {
    this.#paper = this.#newPaper(this.#paper.slips.slice(0, kept))
  }

  async #plugIn(): Promise<void> {
    if (this.#plug) return
    this.#paper.forget()
    this.#plug = await this.#socket.plugIn()
    this.#plug.port.onData((chunk) => this.#take(chunk))
  }

  async #unplug(): Promise<void> {
    const plug = this.#plug
    this.#plug = undefined
    await plug?.pull()
  }
}
