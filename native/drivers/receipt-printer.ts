import type { PrintSlip } from '../../sync-server/contract/device.ts'
import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import { align, beginJob, endJob, qrCode, size, textLine } from '../framing/escpos.ts'
import { PrinterExchange } from '../protocol/printer-exchange.ts'
import type { PrinterSign } from '../protocol/printer-status.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'

const QR_MODULE_DOTS = 6
/** Paper that ends in the middle shows only while the last lines are printed. */
const PRINTING_MS = 1_200
const CHUNK_BYTES = 256

/** Signs that stop a job, the ones that people can mend first. */
const stops: readonly (readonly [PrinterSign, DeviceFailureCode])[] = [
  ['cover-open', 'printer.cover-open'],
  ['paper-out', 'printer.paper-out'],
  ['cutter-jammed', 'printer.faulty'],
  ['faulty', 'printer.faulty'],
  ['offline', 'printer.faulty'],
]

/** The bytes that print a slip: a large title, its lines, the code that leads a phone to it, a note, and the cut. */
export function slipBytes({ title, lines, qrText, note }: PrintSlip): Uint8Array {
  return Uint8Array.from([
    ...beginJob,
    ...align('center'),
    ...size(true),
    ...textLine(title),
    ...size(false),
    ...align('left'),
    ...lines.flatMap(textLine),
    ...align('center'),
    ...qrCode(qrText, QR_MODULE_DOTS),
    ...textLine(''),
    ...textLine(note),
    ...endJob,
  ])
}

/** Receipt printer that speaks ESC/POS on an open line. */
export class ReceiptPrinter {
  readonly #port: BytePort
  readonly #clock: Clock
  readonly #exchange: PrinterExchange

  constructor(port: BytePort, clock: Clock) {
    this.#port = port
    this.#clock = clock
    this.#exchange = new PrinterExchange(port, clock)
  }

  /** Aborted when the line has gone. */
  get signal(): AbortSignal {
    return this.#port.signal
  }

  /** Whether a job may be sent, and whether paper is about to end; throws its `printer.` code when nothing can be printed. */
  async look(): Promise<{ readonly isPaperLow: boolean }> {
    const signs = await this.#exchange.look()
    const stop = stops.find(([sign]) => signs.has(sign))
    if (stop) throw new DeviceError(stop[1])
    return { isPaperLow: signs.has('paper-near-end') }
  }

  /**
   * Prints a slip. Throws before anything is sent when the printer cannot print, and afterwards when it says that it
   * could not: then the slip may be torn off unfinished.
   */
  async print(slip: PrintSlip, signal: AbortSignal): Promise<void> {
    await this.look()
    const bytes = slipBytes(slip)
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) await this.#port.write(bytes.subarray(at, at + CHUNK_BYTES))
    await this.#clock.wait(PRINTING_MS, AbortSignal.any([signal, this.#port.signal]))
    await this.look()
  }

  close(): Promise<void> {
    return this.#port.close()
  }
}
