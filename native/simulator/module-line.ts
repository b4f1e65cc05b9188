import { Framer } from '../framing/framer.ts'
import { hostFrame } from '../framing/sam-frame.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import { distort, type LineFault } from './line-fault.ts'
import type { SamModule } from './sam-module.ts'

const DRIBBLE_MS = 1
/** CMD of the commands that talk to the card by radio. */
const FIRST_CARD_COMMAND = 0x20
const LAST_CARD_COMMAND = 0x30
const COMMAND_AT = 7

/** How a module is wired: its fault at the moment, how long a card command takes, and where the cable is cut. */
export interface Wiring {
  readonly clock: Clock
  readonly fault: () => LineFault
  readonly cardMs: number
  /** How many more bytes may leave; asked before and told after every chunk. Nothing = all. */
  readonly cut?: { bytesLeft: number; readonly onCut: () => void }
  /** Told when the last byte of an answer has left. */
  readonly onAnswered?: (() => void) | undefined
}

/** Connects a module to a port: requests are answered one after the other for as long as the port lives. */
export class ModuleLine {
  readonly #module: SamModule
  readonly #port: BytePort
  readonly #wiring: Wiring
  readonly #framer = new Framer(hostFrame)
  #work: Promise<void> = Promise.resolve()

  constructor(module: SamModule, port: BytePort, wiring: Wiring) {
    this.#module = module
    this.#port = port
    this.#wiring = wiring
    port.onData((bytes) => {
      for (const frame of this.#framer.push(bytes)) {
        this.#work = this.#work.then(() => this.#answer(frame)).catch(() => {}) // the port has gone
      }
    })
  }

  async #answer(frame: Uint8Array): Promise<void> {
    const placement = this.#module.placement
    const command = frame[COMMAND_AT] ?? 0
    const isCardCommand = command >= FIRST_CARD_COMMAND && command <= LAST_CARD_COMMAND
    if (isCardCommand && this.#wiring.cardMs > 0) await this.#wiring.clock.wait(this.#wiring.cardMs, this.#port.signal)
    if (command === LAST_CARD_COMMAND && this.#wiring.fault() === 'pull') this.#module.place(undefined)
    const wasMoved = isCardCommand && placement !== this.#module.placement
    await this.#send(wasMoved ? this.#module.movedAnswer() : this.#module.answer(frame))
  }

  async #send(answer: Uint8Array): Promise<void> {
    const fault = this.#wiring.fault()
    for (const chunk of distort(answer, fault)) {
      await this.#write(chunk)
      if (fault === 'slow') await this.#wiring.clock.wait(DRIBBLE_MS, this.#port.signal)
    }
    this.#wiring.onAnswered?.()
  }

  async #write(chunk: Uint8Array): Promise<void> {
    const { cut } = this.#wiring
    if (!cut) return this.#port.write(chunk)
    const part = chunk.subarray(0, cut.bytesLeft)
    cut.bytesLeft -= part.length
    if (part.length > 0) await this.#port.write(part)
    if (cut.bytesLeft === 0) cut.onCut()
  }
}
