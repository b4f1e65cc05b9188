import type { CardRead, ReaderState } from '../../sync-server/contract/device.ts'
import { asDeviceError, DeviceError } from '../device-error.ts'
import type { CardPresence, DocumentReader, ReaderContext } from './document-reader.ts'
import { LineMemory } from './line-memory.ts'
import { isSameState, nextReaderState, type ReaderEvent } from './reader-state.ts'
import { openReader, type ReaderConfig } from './registry.ts'
import { Wakeup } from './wakeup.ts'

const HEALTH_EVERY_MS = 3_000
const LIFT_POLL_MS = 500
/** Never longer: what was plugged in has to be seen within a moment. */
const BACK_OFF_MS = [250, 500, 1_000] as const

/** Who is told. `state` on every change, `cardRead` once per request, `failure` once per trouble and not per retry. */
export interface ReaderHandlers {
  readonly state: (state: ReaderState) => void
  readonly cardRead: (read: CardRead) => void
  readonly failure: (error: DeviceError) => void
}

/**
 * Keeps one reader open for as long as it runs and reads a card when asked to. A request stays until a card was read
 * or it is cancelled: unplugging, plugging in again and unreadable cards only delay it. Without a request no card is
 * touched; only the line is supervised, and after a read the lifting of the card.
 */
export class ReaderService {
  readonly #context: ReaderContext
  readonly #wakeup: Wakeup
  readonly #memory = new LineMemory()
  #handlers: ReaderHandlers = { state: () => {}, cardRead: () => {}, failure: () => {} }
  #state: ReaderState = { kind: 'disconnected' }
  #request: AbortController | undefined
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined
  #lastFailure: string | undefined
  #failedConnects = 0

  constructor(context: ReaderContext) {
    this.#context = context
    this.#wakeup = new Wakeup(context.clock)
  }

  get state(): ReaderState {
    return this.#state
  }

  /** Starts supervising; the first `state` handler call comes at once. Starting a running service is an error. */
  start(config: ReaderConfig, handlers: ReaderHandlers): void {
    if (this.#running) throw new Error('the reader service is already running')
    const stop = new AbortController()
    this.#handlers = handlers
    this.#state = { kind: 'disconnected' }
    handlers.state(this.#state)
    this.#running = { stop, ended: this.#run(config, stop.signal) }
  }

  /** Asks for the next card; a second request while one is open changes nothing. */
  requestRead(): void {
    if (this.#request) return
    this.#request = new AbortController()
    this.#lastFailure = undefined
    this.#wakeup.wake()
  }

  /** Withdraws the request, if there is one; a read under way is broken off and not reported. */
  cancelRead(): void {
    if (!this.#request) return
    this.#request.abort(new Error('the read was cancelled'))
    this.#request = undefined
    this.#apply({ kind: 'cancelled' })
    this.#wakeup.wake()
  }

  /** Closes the reader and waits until nothing runs any more; the handlers are not called again. */
  async stop(): Promise<void> {
    this.#running?.stop.abort(new Error('the reader service was stopped'))
    this.#request = undefined
    await this.#running?.ended
    this.#running = undefined
  }

  async #run(config: ReaderConfig, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#connectAndServe(config, signal).catch((error: unknown) => this.#lost(error))
      const pauseMs = BACK_OFF_MS[Math.min(this.#failedConnects++, BACK_OFF_MS.length - 1)] ?? 0
      await this.#context.clock.wait(pauseMs, signal).catch(() => {}) // stopped: the loop ends
    }
  }

  async #connectAndServe(config: ReaderConfig, signal: AbortSignal): Promise<void> {
    const reader = await openReader(config, { context: this.#context, signal, memory: this.#memory })
    try {
      this.#connected()
      await this.#serve(reader, signal)
    } finally {
      await reader.close()
    }
  }

  #connected(): void {
    this.#failedConnects = 0
    this.#lastFailure = undefined
    this.#apply({ kind: 'connected' })
  }

  #lost(error: unknown): void {
    if (this.#running?.stop.signal.aborted) return
    const failure = asDeviceError(error, 'reader.not-answering')
    this.#apply({ kind: 'lost', code: failure.code })
    this.#report(failure)
  }

  async #serve(reader: DocumentReader, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#request) await this.#serveRequest(reader, AbortSignal.any([this.#request.signal, signal]))
      else if (this.#state.kind === 'read') await this.#awaitLifting(reader, signal)
      else await this.#supervise(reader, signal)
    }
  }

  async #serveRequest(reader: DocumentReader, signal: AbortSignal): Promise<void> {
    this.#apply({ kind: 'requested' })
    while (!signal.aborted) {
      const onFound = (): void => this.#apply({ kind: 'card-found' })
      const read = await reader
        .readDocument({ signal, onFound })
        .catch((error: unknown) => this.#cardFailed(error, signal))
      if (read) return this.#deliver(read, signal)
      await this.#awaitAnotherChance(reader, signal)
    }
  }

  /** A card's own failure is reported and another card awaited; a reader's ends the connection. */
  #cardFailed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return
    if (!(error instanceof DeviceError) || !error.code.startsWith('card.')) throw error
    this.#apply({ kind: 'card-failed', code: error.code })
    this.#report(error)
  }

  #deliver(read: CardRead, signal: AbortSignal): void {
    if (signal.aborted) return
    this.#request = undefined
    this.#apply({ kind: 'card-read' })
    this.#handlers.cardRead(read)
  }

  /** After a card that could not be read: until it was lifted, or until it could be tried again as it lies. */
  async #awaitAnotherChance(reader: DocumentReader, signal: AbortSignal): Promise<void> {
    let presence: CardPresence = 'selected'
    while (presence === 'selected' && !signal.aborted) {
      presence = await this.#presenceLater(reader, signal)
    }
    if (presence !== 'none') return
    this.#lastFailure = undefined
    this.#apply({ kind: 'card-lifted' })
  }

  async #presenceLater(reader: DocumentReader, signal: AbortSignal): Promise<CardPresence> {
    try {
      await this.#context.clock.wait(LIFT_POLL_MS, signal)
      return await reader.presence({ signal })
    } catch (error) {
      if (signal.aborted) return 'selected'
      throw error
    }
  }

  async #awaitLifting(reader: DocumentReader, signal: AbortSignal): Promise<void> {
    const isWoken = await this.#wakeup.wait(LIFT_POLL_MS, { signal, lost: reader.signal })
    if (isWoken) return
    if ((await reader.presence({ signal })) !== 'selected') this.#apply({ kind: 'card-lifted' })
  }

  async #supervise(reader: DocumentReader, signal: AbortSignal): Promise<void> {
    const isWoken = await this.#wakeup.wait(HEALTH_EVERY_MS, { signal, lost: reader.signal })
    if (!isWoken) await reader.checkHealth({ signal })
  }

  #report(failure: DeviceError): void {
    if (failure.code === this.#lastFailure) return
    this.#lastFailure = failure.code
    this.#handlers.failure(failure)
  }

  #apply(event: ReaderEvent): void {
    const next = nextReaderState(this.#state, event)
    if (isSameState(this.#state, next)) return
    this.#state = next
    if (!this.#running?.stop.signal.aborted) this.#handlers.state(next)
  }
}
