import type { CardStatement } from '../../sync-server/contract/card-statement.ts'
import type { CardRead } from '../../sync-server/contract/device.ts'
import { isOnlineStepKind, onlineStepKinds } from '../../sync-server/contract/flow/index.ts'
import type { CardReader } from '../stages.ts'
import type { FlowInHand } from './flow-in-hand.ts'

/** A step at which a flow waits for a card; undefined for any other. */
function cardStepOf({ shown, run }: FlowInHand): { id: string; visit: string } | undefined {
  const { status, step } = shown
  const isAtReader = step && isOnlineStepKind(step.kind) && onlineStepKinds[step.kind].view === 'card'
  return status === 'active' && isAtReader ? { id: step.id, visit: `${run} ${step.id}` } : undefined
}

/** What the server is told of a read: no more of the document than it checks, and never the photo. */
function statementOf({ document, samId, transcriptDigest, readAt }: CardRead): CardStatement {
  const { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil } = document
  return {
    document: { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil },
    ...{ samId, transcriptDigest, readAt },
  }
}

/** What watching the reader asks of the visit. */
export interface CardWatchPorts {
  readonly reader: Pick<CardReader, 'requestRead' | 'cancelRead'>
  readonly flow: () => FlowInHand | undefined
  readonly isBusy: () => boolean
  readonly answer: (step: string, output: unknown) => void
  readonly changed: () => void
}

/** Has a card read once for each step that waits for one, and again only when somebody asks for it; nobody else answers there. */
export class CardWatch {
  readonly #ports: CardWatchPorts
  #at: string | undefined

  constructor(ports: CardWatchPorts) {
    this.#ports = ports
  }

  /** To be called whenever the flow in hand may have changed. */
  see(): void {
    const at = this.#step?.visit
    if (at === this.#at) return
    this.#at = at
    if (at === undefined) this.#ports.reader.cancelRead()
    else this.#ports.reader.requestRead()
  }

  /** Whether this step waits for a card. */
  isAt(step: string): boolean {
    return this.#step?.id === step
  }

  /** Has the card read once more. */
  again(): void {
    const flow = this.#ports.flow()
    if (!flow || this.#at === undefined) return
    flow.failure = undefined
    this.#ports.reader.requestRead()
    this.#ports.changed()
  }

  /** A card was read: the step that waits for one is answered with it. */
  cardRead(read: CardRead): void {
    read.chipPhoto.fill(0)
    const step = this.#step?.id
    if (step === undefined) return
    if (this.#ports.isBusy()) this.#ports.reader.requestRead()
    else this.#ports.answer(step, { act: 'card', card: statementOf(read) })
  }

  get #step(): { readonly id: string; readonly visit: string } | undefined {
    const flow = this.#ports.flow()
    return flow && cardStepOf(flow)
  }
}
