import type { DocumentType } from '../../sync-server/contract/document/document-type.ts'
import { systemClock } from '../transport/clock.ts'
import type { LineFault } from './line-fault.ts'
import { ModuleLine, type Wiring } from './module-line.ts'
import { cardOf, people as everyone, type SimulatedPerson } from './people.ts'
import { SamModule } from './sam-module.ts'
import type { Plug, Socket } from './socket.ts'

/** How long a real module talks to a card before it answers. */
const CARD_MS = 60

/** A card as the devices page lists it; a card without a holder has neither type nor name. */
export interface CardListing {
  readonly id: string
  readonly title: string
  readonly type?: DocumentType
  readonly fullName?: string
}

/** A reader that speaks the wire protocol, and the handles to play with it. */
export interface ReaderSimulator {
  readonly module: SamModule
  cards(): readonly CardListing[]
  /** Lays a card on the reader, or lifts it with `null`; false when there is no such card. */
  setCard(id: string | null): Promise<boolean>
  setFault(kind: LineFault): Promise<void>
  /** Pulls the cable after so many more bytes have left the module. */
  cutAfter(bytes: number): void
  stop(): Promise<void>
}

/** Where it is plugged in, and whose cards there are; `cardMs` is the time that a card command takes. */
export interface SimulatorOptions {
  readonly socket: Socket
  readonly people?: readonly SimulatedPerson[]
  readonly cardMs?: number
  /** Told whenever the last byte of an answer has left the module. */
  readonly onAnswered?: () => void
}

class PluggedSimulator implements ReaderSimulator {
  readonly module = new SamModule()
  readonly #socket: Socket
  readonly #people: readonly SimulatedPerson[]
  readonly #wiring: Wiring & { cut: { bytesLeft: number } }
  #fault: LineFault = 'none'
  #plug: Plug | undefined
  #changes: Promise<void> = Promise.resolve()

  constructor({ socket, people = everyone, cardMs = CARD_MS, onAnswered }: SimulatorOptions) {
    this.#socket = socket
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
    this.#plug = await this.#socket.plugIn()
    new ModuleLine(this.module, this.#plug.port, this.#wiring)
  }

  async #unplug(): Promise<void> {
    const plug = this.#plug
    this.#plug = undefined
    await plug?.pull()
  }
}

/** Starts a simulated reader and plugs it in. */
export async function startReaderSimulator(options: SimulatorOptions): Promise<ReaderSimulator> {
  const simulator = new PluggedSimulator(options)
  await simulator.setFault('none')
  return simulator
}
