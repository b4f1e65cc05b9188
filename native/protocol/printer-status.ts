import type { StatusQuestion } from '../framing/escpos.ts'

/** What a printer can say about itself. */
export type PrinterSign = 'paper-near-end' | 'paper-out' | 'cover-open' | 'cutter-jammed' | 'faulty' | 'offline'

/** Bits of a status byte and what they say when all of them are set. */
interface Row {
  readonly bits: number
  readonly says: PrinterSign
}

/** Bits 1 and 4 are always set, 0 and 7 never: whatever else arrives is no status. */
const FIXED_BITS = 0b1001_0011
const FIXED_VALUE = 0b0001_0010

/** Status bytes of the command DLE EOT n (ESC/POS), bit by bit. */
const rows: Readonly<Record<StatusQuestion, readonly Row[]>> = {
  printer: [{ bits: 0x08, says: 'offline' }],
  offline: [
    { bits: 0x04, says: 'cover-open' },
    { bits: 0x20, says: 'paper-out' },
    { bits: 0x40, says: 'faulty' },
  ],
  error: [
    { bits: 0x08, says: 'cutter-jammed' },
    { bits: 0x20, says: 'faulty' },
    { bits: 0x40, says: 'faulty' },
  ],
  paper: [
    { bits: 0x0c, says: 'paper-near-end' },
    { bits: 0x60, says: 'paper-out' },
  ],
}

/** Whether a byte can be a status at all. */
export const isStatusByte = (byte: number): boolean => (byte & FIXED_BITS) === FIXED_VALUE

/** What the answer to one question says; nothing special is an empty list. */
export function printerSigns(question: StatusQuestion, byte: number): readonly PrinterSign[] {
  return rows[question].filter(({ bits }) => (byte & bits) === bits).map(({ says }) => says)
}

/** The status byte that says just these things: what a printer answers. */
export function statusByte(question: StatusQuestion, says: ReadonlySet<PrinterSign>): number {
  return rows[question].reduce((byte, row) => (says.has(row.says) ? byte | row.bits : byte), FIXED_VALUE)
}
