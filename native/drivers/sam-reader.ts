import type { CardRead } from '../../sync-server/contract/device.ts'
import { DeviceError, isLineFault } from '../device-error.ts'
import { SamExchange } from '../protocol/sam-exchange.ts'
import { samStatus, SW3 } from '../protocol/sam-statuses.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import { cardReadOf, type CardTranscript } from './card-read.ts'
import type { CardPresence, DocumentReader, ReadOptions } from './document-reader.ts'
import { retryLineFaults } from './line-retry.ts'
import { SamAbilities } from './optional-command.ts'
import { attemptRead } from './sam-read.ts'
import { failureOf, SamRefusal } from './sam-refusal.ts'

const POLL_EVERY_MS = 400
const RETRY_AFTER_MS = 200
const MAX_ATTEMPTS = 5
const HEALTH_ATTEMPTS = 3
const NO_RANDOM_NUMBER = 0x47

/** A line that is open, with a module on it that has been spoken to. */
export interface SamLine {
  readonly port: BytePort
  readonly sam: SamExchange
  readonly clock: Clock
  readonly path: string
  /** Absent where the line has no speed. */
  readonly baudRate?: number
  readonly samId: string
}

interface CardSearch extends Required<ReadOptions> {
  readonly mayBeSelected: boolean
}

/** Reader whose security module speaks the SAM_V host protocol, over whatever line. */
export class SamReader implements DocumentReader {
  readonly samId: string
  readonly path: string
  readonly baudRate: number | undefined
  readonly #line: SamLine
  readonly #abilities = new SamAbilities()
  #presenceCommand: 'readManagement' | 'readNewAddress' = 'readManagement'

  constructor(line: SamLine) {
    this.#line = line
    this.samId = line.samId
    this.path = line.path
    this.baudRate = line.baudRate
  }

  get signal(): AbortSignal {
    return this.#line.port.signal
  }

  async readDocument({ signal, onFound = () => {} }: ReadOptions): Promise<CardRead> {
    for (let mayBeSelected = true; ; mayBeSelected = false) {
      const transcript = await this.#readWithRetries({ signal, onFound, mayBeSelected })
      if (transcript) return this.#decode(transcript)
      await this.#line.clock.wait(POLL_EVERY_MS, signal)
    }
  }

  /** A selected card answers the management number; find alone cannot tell a read card from none. */
  async presence({ signal }: { signal: AbortSignal }): Promise<CardPresence> {
    const { sam } = this.#line
    const selected = await sam.request(this.#presenceCommand, { signal })
    if (selected.isOk || selected.sw3 === SW3.empty) return 'selected'
    if (this.#presenceCommand === 'readManagement' && samStatus(selected.sw3).advice === 'give-up') {
      this.#presenceCommand = 'readNewAddress' // the module does not know 30 05
      return this.presence({ signal })
    }
    const found = await sam.request('findCard', { signal })
    return found.sw3 === SW3.noCard ? 'none' : 'found'
  }

  async checkHealth({ signal }: { signal: AbortSignal }): Promise<void> {
    const { sam } = this.#line
    await retryLineFaults(HEALTH_ATTEMPTS, async () => refuseBroken((await sam.request('samStatus', { signal })).sw3))
  }

  async close(): Promise<void> {
    await this.#line.port.close()
  }

  /** The frames hold all of the card: nothing of them outlives the decoding. */
  #decode(transcript: CardTranscript): CardRead {
    try {
      return cardReadOf(transcript, { samId: this.samId, readAtMs: this.#line.clock.now() })
    } finally {
      for (const frame of transcript.frames) frame.fill(0)
    }
  }

  /** Several attempts, each from find: cards move, lines are disturbed. Nothing when there never was a card. */
  async #readWithRetries({ signal, onFound, mayBeSelected }: CardSearch): Promise<CardTranscript | undefined> {
    const search = { ...this.#line, abilities: this.#abilities, failures: new Map(), signal }
    let failure: Error | undefined
    let hasFound = false
    const noteFound = (): void => {
      hasFound = true
      onFound()
    }
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const pass = { ...search, onFound: noteFound, mayBeSelected: mayBeSelected || hasFound }
      const outcome = await attemptRead(pass).catch((error: unknown) => ({ failed: worthRetrying(error) }))
      const failed = outcome && 'failed' in outcome ? outcome.failed : undefined
      if (outcome && !('failed' in outcome)) return outcome
      if (!failed && !hasFound) return undefined
      if (isStuck(failed, failure)) await this.#line.sam.request('resetSam', { signal })
      failure = failed ?? new DeviceError('card.removed', { cause: failure })
      await this.#line.clock.wait(RETRY_AFTER_MS, signal)
    }
    throw failure instanceof SamRefusal ? failureOf(failure) : (failure ?? new DeviceError('card.unreadable'))
  }
}

/** `reader.out-of-service` for a module that has failed its self-test or lost its authorisation. */
export function refuseBroken(sw3: number): void {
  if (samStatus(sw3).failure === 'reader.out-of-service') throw failureOf(new SamRefusal('samStatus', sw3))
}

/** Random numbers refused twice in a row: only a reset helps. */
function isStuck(...failures: readonly (Error | undefined)[]): boolean {
  return failures.every((failure) => failure instanceof SamRefusal && failure.sw3 === NO_RANDOM_NUMBER)
}

/** The failure, if another attempt may end better; otherwise throws it as people meet it. */
function worthRetrying(error: unknown): Error {
  if (isLineFault(error)) return error
  if (!(error instanceof SamRefusal)) throw error
  if (samStatus(error.sw3).advice === 'retry-from-find') return error
  throw failureOf(error)
}
