import { DeviceError } from '../device-error.ts'
import { Framer } from '../framing/framer.ts'
import { samFrame } from '../framing/sam-frame.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import { samCommands, type SamCommandName } from './sam-commands.ts'
import { encodeRequest, parseReply, type SamReply } from './sam-reply.ts'
import { samStatus } from './sam-statuses.ts'

/** Start, 8 data and stop bit. */
const BITS_PER_BYTE = 10
const LONGEST_FRAME_BYTES = 2407
/** An answer that has begun may take this long between two looks, and this long altogether, on a slow line. */
const PROGRESS_MS = 500
const HARD_LIMIT_MS = 12_000
/** What an earlier program left in the line's buffer comes at once when the line is opened. */
const LEFTOVERS_MS = 50

/** What a request may be given: when to stop, data bytes, and a limit other than the command's own. */
export interface RequestOptions {
  readonly signal: AbortSignal
  readonly data?: Uint8Array
  readonly timeoutMs?: number
}

/**
 * Asks a module one thing at a time. Answers carry no number and are matched by order only; so after a time-out or an
 * abort the line is drained until nothing of the old answer can be left, before the next request goes out.
 */
export class SamExchange {
  readonly #port: BytePort
  readonly #clock: Clock
  readonly #msPerByte: number
  readonly #framer = new Framer(samFrame)
  #isBusy = false
  #take: ((frame: Uint8Array) => void) | undefined
  #receivedBytes = 0
  /** When the answer to a request that was broken off can no longer come; 0 = nothing is owed. */
  #owedUntil = 0

  constructor(port: BytePort, line: { clock: Clock; baudRate: number }) {
    this.#port = port
    this.#clock = line.clock
    this.#msPerByte = (1_000 * BITS_PER_BYTE) / line.baudRate
    this.#owedUntil = line.clock.now() + LEFTOVERS_MS
    port.onData((bytes) => this.#receive(bytes))
  }

  /** Noise on the line so far: bytes outside frames and preambles that led nowhere. */
  get noise(): { readonly discardedBytes: number; readonly rejectedFrames: number } {
    return { discardedBytes: this.#framer.discardedBytes, rejectedFrames: this.#framer.rejectedFrames }
  }

  /**
   * Sends a command and gives its answer, whatever the status. A request that the module saw damaged is sent once
   * more. Throws `reader.not-answering`, `reader.protocol-error`, `reader.not-connected`, or the signal's reason.
   */
  async request<Name extends SamCommandName>(name: Name, options: RequestOptions): Promise<SamReply<Name>> {
    if (this.#isBusy) throw new Error('a request is already in flight')
    this.#isBusy = true
    try {
      const reply = await this.#once(name, options)
      return samStatus(reply.sw3).advice === 'resend' ? await this.#once(name, options) : reply
    } finally {
      this.#isBusy = false
    }
  }

  async #once<Name extends SamCommandName>(name: Name, options: RequestOptions): Promise<SamReply<Name>> {
    await this.#settle(options.signal)
    const { timeoutMs, answerBytes } = samCommands[name]
    const limitMs = (options.timeoutMs ?? timeoutMs) + answerBytes * this.#msPerByte
    this.#framer.reset()
    const start = { atMs: this.#clock.now(), receivedBytes: this.#receivedBytes }
    this.#owedUntil = start.atMs + limitMs
    const answer = this.#nextFrame(limitMs, options.signal)
    // The write has its own limit; when it fails the port ends, and with it the wait for the answer.
    const [frame] = await Promise.all([answer, this.#port.write(encodeRequest(name, options.data))])
    if (!frame) throw this.#silence(name, start.receivedBytes)
    return this.#parse(name, frame)
  }

  #parse<Name extends SamCommandName>(name: Name, frame: Uint8Array): SamReply<Name> {
    try {
      return parseReply(name, frame)
    } catch (error) {
      this.#owe() // this was somebody else's answer, so ours may still come
      throw error
    }
  }

  #silence(name: SamCommandName, receivedBefore: number): DeviceError {
    this.#owe()
    const heard = this.#receivedBytes - receivedBefore
    const cause = new Error(`${name}: ${heard} bytes but no whole answer`)
    return new DeviceError(heard > 0 ? 'reader.protocol-error' : 'reader.not-answering', { cause })
  }

  /** After a time-out: one longest frame's time on the line. */
  #owe(): void {
    this.#owedUntil = this.#clock.now() + LONGEST_FRAME_BYTES * this.#msPerByte
  }

  #receive(bytes: Uint8Array): void {
    this.#receivedBytes += bytes.length
    for (const frame of this.#framer.push(bytes)) {
      this.#owedUntil = 0
      const take = this.#take
      this.#take = undefined
      take?.(frame) // a frame that nobody asked for is dropped
    }
  }

  /** Waits until nothing is owed any more: the old answer has arrived, or its time is over. */
  async #settle(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.#port.signal.throwIfAborted()
    const owedMs = this.#owedUntil - this.#clock.now()
    if (owedMs > 0) await this.#nextFrame(owedMs, signal)
  }

  /** The next frame, or nothing when the limit is over and no frame is under way. */
  #nextFrame(limitMs: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      const over = new AbortController()
      const finish = (settle: () => void): void => {
        over.abort()
        this.#take = undefined
        settle()
      }
      this.#take = (frame) => finish(() => resolve(frame))
      for (const source of [signal, this.#port.signal]) {
        source.addEventListener('abort', () => finish(() => reject(source.reason)), { signal: over.signal })
      }
      this.#limit(limitMs, over.signal).then(
        () => finish(() => resolve(undefined)),
        () => {}, // the wait is over for another reason
      )
    })
  }

  async #limit(limitMs: number, signal: AbortSignal): Promise<void> {
    const hardEnd = this.#clock.now() + HARD_LIMIT_MS
    let seen = this.#receivedBytes
    await this.#clock.wait(limitMs, signal)
    while (this.#framer.hasBegun && this.#receivedBytes > seen && this.#clock.now() < hardEnd) {
      seen = this.#receivedBytes
      await this.#clock.wait(PROGRESS_MS, signal)
    }
  }
}
