import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentType } from '../../sync-server/contract/document/document-type.ts'
import { openSerialPort } from '../transport/serial-port.ts'
import type { BytePort } from '../transport/byte-port.ts'
import { systemClock } from '../transport/clock.ts'
import type { LineFault } from './line-fault.ts'
import { ModuleLine, type Wiring } from './module-line.ts'
import { cardOf, people as everyone, type SimulatedPerson } from './people.ts'
import { openPseudoTerminal, type PseudoTerminal } from './pseudo-terminal.ts'
import { SamModule } from './sam-module.ts'

const MODULE_BAUD_RATE = 115_200
/** How long a real module talks to a card before it answers. */
const CARD_MS = 60

/** A card as the devices page lists it; a card without a holder has neither type nor name. */
export interface CardListing {
  readonly id: string
  readonly title: string
  readonly type?: DocumentType
  readonly fullName?: string
}

/** A reader that speaks the wire protocol over a pseudo-terminal, and the handles to play with it. */
export interface ReaderSimulator {
  /** The serial path that a kiosk is configured with; it stays the same over unplugging and plugging in. */
  readonly path: string
  readonly module: SamModule
  cards(): readonly CardListing[]
  /** Lays a card on the reader, or lifts it with `null`; false when there is no such card. */
  setCard(id: string | null): Promise<boolean>
  setFault(kind: LineFault): Promise<void>
  /** Pulls the cable after so many more bytes have left the module. */
  cutAfter(bytes: number): void
  stop(): Promise<void>
}

/** Where the links go, and whose cards there are; `cardMs` is the time that a card command takes. */
export interface SimulatorOptions {
  readonly dir: string
  readonly people?: readonly SimulatedPerson[]
  readonly cardMs?: number
  /** Told whenever the last byte of an answer has left the module. */
  readonly onAnswered?: () => void
}

interface Plug {
  readonly cable: PseudoTerminal
  readonly port: BytePort
}

class SocatReaderSimulator implements ReaderSimulator {
  readonly path: string
  readonly module = new SamModule()
  readonly #modulePath: string
  readonly #people: readonly SimulatedPerson[]
  readonly #wiring: Wiring & { cut: { bytesLeft: number } }
  #fault: LineFault = 'none'
  #plug: Plug | undefined
  #changes: Promise<void> = Promise.resolve()

  constructor({ dir, people = everyone, cardMs = CARD_MS, onAnswered }: SimulatorOptions) {
    this.path = join(dir, 'reader')
    this.#modulePath = join(dir, 'reader-module')
    this.#people = people
    const onCut = (): void => void this.setFault('unplug')
    this.#wiring = {
      clock: systemClock,
      cardMs,
      fault: () => this.#fault,
      cut: { bytesLeft: Infinity, onCut },
      onAnswered,
    }
  }

  cards(): readonly CardListing[] {
    return this.#people.map(({ id, title, document }) => ({
      id,
      title,
      ...(document ? { type: document.type, fullName: document.fullName } : {}),
    }))
  }

  async setCard(id: string | null): Promise<boolean> {
    const person = this.#people.find((each) => each.id === id)
    if (id !== null && !person) return false
    this.module.place(person && cardOf(person))
    return true
  }

  /** One change after the other: plugging in takes a moment. */
  setFault(kind: LineFault): Promise<void> {
    this.#fault = kind
    this.#changes = this.#changes.then(() => (kind === 'unplug' ? this.#unplug() : this.#plugIn()))
    return this.#changes
  }

  cutAfter(bytes: number): void {
    this.#wiring.cut.bytesLeft = bytes
  }

  async stop(): Promise<void> {
    await this.setFault('unplug')
  }

  async #plugIn(): Promise<void> {
    if (this.#plug) return
    this.#wiring.cut.bytesLeft = Infinity
    const cable = await openPseudoTerminal({ host: this.path, module: this.#modulePath }, systemClock)
    const port = await openSerialPort({ path: this.#modulePath, baudRate: MODULE_BAUD_RATE }, systemClock)
    new ModuleLine(this.module, port, this.#wiring)
    this.#plug = { cable, port }
  }

  async #unplug(): Promise<void> {
    const plug = this.#plug
    this.#plug = undefined
    await plug?.port.close()
    await plug?.cable.close()
  }
}

/** Starts a simulated reader whose links lie in `dir`. Rejects when the machine has no `socat`. */
export async function startReaderSimulator(options: SimulatorOptions): Promise<ReaderSimulator> {
  await mkdir(options.dir, { recursive: true })
  const simulator = new SocatReaderSimulator(options)
  await simulator.setFault('none')
  return simulator
}
