import type { StatusQuestion } from '../../framing/escpos.ts'
import { statusQuestions } from '../../framing/escpos.ts'

/** One printed line. */
export interface PrintedLine {
  readonly text: string
  readonly align: 'left' | 'center'
  readonly isLarge: boolean
}

/** What came out of the printer up to a cut. */
export interface PrintedSlip {
  readonly lines: readonly PrintedLine[]
  readonly qrTexts: readonly string[]
}

/** A command: the bytes that it begins with, how long it is altogether, and what it does. */
interface Command {
  readonly begins: readonly number[]
  /** Total length; asked with as many bytes as have arrived, so `Infinity` while it cannot be told. */
  readonly length: (bytes: readonly number[]) => number
  readonly run: (bytes: readonly number[]) => void
}

const LF = 0x0a
const CUT_WITH_FEED = 0x41
const gb18030 = new TextDecoder('gb18030')
const utf8 = new TextDecoder()

/** Renders ESC/POS bytes as the slips that they print. Bytes that are no command that a receipt needs are kept as strange. */
export class PrintedPaper {
  readonly slips: PrintedSlip[] = []
  readonly strange: number[] = []
  readonly #onQuestion: (question: StatusQuestion) => void
  #held: number[] = []
  #text: number[] = []
  #lines: PrintedLine[] = []
  #qrTexts: string[] = []
  #storedQr = ''
  #align: PrintedLine['align'] = 'left'
  #isLarge = false

  constructor(onQuestion: (question: StatusQuestion) => void) {
    this.#onQuestion = onQuestion
  }

  /** Lines of the slip that has not been cut yet. */
  get unfinishedLines(): number {
    return this.#lines.length
  }

  /** Throws away what a printer that was switched off forgets. */
  forget(): void {
    this.#held = []
    this.#reset()
    this.#lines = []
    this.#qrTexts = []
  }

  push(chunk: Uint8Array): void {
    this.#held.push(...chunk)
    while (this.#held.length > 0 && this.#step());
  }

  #step(): boolean {
    const command = this.#commands.find(({ begins }) => begins.every((byte, i) => this.#held[i] === byte))
    if (command) {
      const length = command.length(this.#held)
      if (this.#held.length < length) return false
      command.run(this.#held.splice(0, length))
      return true
    }
    const mayGrow = this.#commands.some(({ begins }) => this.#held.every((byte, i) => begins[i] === byte))
    if (mayGrow) return false
    this.#print(this.#held.shift() ?? 0)
    return true
  }

  #print(byte: number): void {
    if (byte === LF) return this.#endLine()
    if (byte < 0x20) this.strange.push(byte)
    else this.#text.push(byte)
  }

  #endLine(): void {
    const text = gb18030.decode(Uint8Array.from(this.#text))
    this.#text = []
    this.#lines.push({ text, align: this.#align, isLarge: this.#isLarge })
  }

  #reset(): void {
    this.#text = []
    this.#align = 'left'
    this.#isLarge = false
  }

  #cut(): void {
    this.slips.push({ lines: this.#lines, qrTexts: this.#qrTexts })
    this.#lines = []
    this.#qrTexts = []
  }

  #qr(bytes: readonly number[]): void {
    const [, , , , , , code] = bytes
    if (code === 0x50) this.#storedQr = utf8.decode(Uint8Array.from(bytes.slice(8)))
    if (code === 0x51) this.#qrTexts.push(this.#storedQr)
  }

  #ask(number: number | undefined): void {
    const question = (Object.keys(statusQuestions) as StatusQuestion[]).find((each) => statusQuestions[each] === number)
    if (question) this.#onQuestion(question)
  }

  readonly #commands: readonly Command[] = [
    { begins: [0x10, 0x04], length: () => 3, run: ([, , number]) => this.#ask(number) },
    { begins: [0x1b, 0x40], length: () => 2, run: () => this.#reset() },
    { begins: [0x1c, 0x26], length: () => 2, run: () => {} },
    { begins: [0x1b, 0x61], length: () => 3, run: ([, , to]) => (this.#align = to === 1 ? 'center' : 'left') },
    { begins: [0x1d, 0x21], length: () => 3, run: ([, , times]) => (this.#isLarge = times !== 0) },
    { begins: [0x1b, 0x64], length: () => 3, run: () => {} },
    { begins: [0x1d, 0x56], length: ([, , how = 0]) => (how < CUT_WITH_FEED ? 3 : 4), run: () => this.#cut() },
    {
      begins: [0x1d, 0x28, 0x6b],
      length: ([, , , low, high]) => (high === undefined ? Infinity : 5 + (low ?? 0) + 256 * high),
      run: (bytes) => this.#qr(bytes),
    },
  ]
}
