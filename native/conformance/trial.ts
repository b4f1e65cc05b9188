import { createHash } from 'node:crypto'
import type { CardRead } from '../../sync-server/contract/device.ts'
import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import type { DocumentReader, ReaderContext } from '../drivers/document-reader.ts'
import { LineMemory } from '../drivers/line-memory.ts'
import { openReader, type ReaderConfig } from '../drivers/registry.ts'
import { within } from '../transport/clock.ts'
import type { HandActionName, Hands } from './hands.ts'

const LOOK_EVERY_MS = 300

/** Why a step did not pass: what was seen instead, for the report. */
export class NotAsExpected extends Error {}
/** Nobody did what was asked for, or a step before took away what this one needs. */
export class NotDone extends Error {}

/** Who is tried, and how long a person may take for one step. */
export interface TrialOptions {
  readonly config: ReaderConfig
  readonly context: ReaderContext
  readonly hands: Hands
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** What is kept of a card: enough to know it again, nothing to know its holder by. */
export interface CardMark {
  readonly digest: string
  readonly type: CardRead['document']['type']
  readonly photoBytes: number
  readonly fingerprintBytes: number
}

function markOf({ document, chipPhoto, fingerprintBytes }: CardRead): CardMark {
  const digest = createHash('sha256').update(JSON.stringify(document)).update(chipPhoto).digest('hex')
  const mark = { digest, type: document.type, photoBytes: chipPhoto.length, fingerprintBytes }
  chipPhoto.fill(0)
  return mark
}

/** One reader on trial: what the steps share. */
export class Trial {
  readonly #options: TrialOptions
  readonly #memory = new LineMemory()
  #reader: DocumentReader | undefined
  /** The card that was read first; later reads have to give the same. */
  card: CardMark | undefined
  samId: string | undefined

  constructor(options: TrialOptions) {
    this.#options = options
  }

  get reader(): DocumentReader {
    if (!this.#reader) throw new NotDone('读卡器此时未打开')
    return this.#reader
  }

  get signal(): AbortSignal {
    return this.#options.signal
  }

  perform(action: HandActionName): Promise<void> {
    return this.#limited(this.#options.hands.perform(action, this.signal), '没有等到测试人操作')
  }

  async open(): Promise<DocumentReader> {
    const { config, context, signal } = this.#options
    this.#reader = await openReader(config, { context, signal, memory: this.#memory })
    return this.#reader
  }

  async close(): Promise<void> {
    await this.#reader?.close()
    this.#reader = undefined
  }

  /** Looks again and again until `isSeen`; a person gets so long for what they were asked. */
  async until(isSeen: () => Promise<boolean>, otherwise: string): Promise<void> {
    const { clock } = this.#options.context
    const end = clock.now() + this.#options.limitMs
    while (!(await isSeen())) {
      if (clock.now() > end) throw new NotDone(otherwise)
      await clock.wait(LOOK_EVERY_MS, this.signal)
    }
  }

  /** Reads the next card; a person gets so long to lay one down. */
  async read(limitMs = this.#options.limitMs, onFound = (): void => {}): Promise<CardMark> {
    const giveUp = new AbortController()
    const signal = AbortSignal.any([this.signal, giveUp.signal])
    const reading = this.reader.readDocument({ signal, onFound })
    try {
      return markOf(await this.#limited(reading, '没有等到证件', limitMs))
    } finally {
      giveUp.abort()
      await reading.catch(() => {}) // the line is free again only when the last answer has come
    }
  }

  #limited<T>(work: Promise<T>, otherwise: string, ms = this.#options.limitMs): Promise<T> {
    return within(work, { clock: this.#options.context.clock, ms, late: () => new NotDone(otherwise) })
  }
}

/** The code of a failure of the reader itself, after which it must be opened again; nothing for any other failure. */
export function readerCodeOf(error: unknown): DeviceFailureCode | undefined {
  return error instanceof DeviceError && error.code.startsWith('reader.') ? error.code : undefined
}
