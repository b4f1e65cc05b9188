import type { BytePort } from './byte-port.ts'
import type { DeviceError } from '../device-error.ts'
import { PortEnd } from './port-end.ts'

/** One step of a recording: the host wrote something, so the device sent these chunks; `end` = then it was unplugged. */
export interface RecordedAnswer {
  readonly chunks: readonly Uint8Array[]
  readonly end?: boolean
}

/** Plays a recording as a port: the n-th write is answered by the n-th recorded answer, later writes by silence. */
export class ReplayPort implements BytePort {
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()
  readonly #answers: RecordedAnswer[]
  /** Everything the host wrote, in order. */
  readonly written: Uint8Array[] = []

  constructor(answers: readonly RecordedAnswer[]) {
    this.#answers = [...answers]
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    this.written.push(bytes.slice())
    const answer = this.#answers.shift()
    if (answer) queueMicrotask(() => this.#play(answer))
  }

  async close(): Promise<void> {
    this.#end.end()
  }

  #play(answer: RecordedAnswer): void {
    for (const chunk of answer.chunks) {
      if (!this.#end.hasEnded) this.#listeners.forEach((listener) => listener(chunk))
    }
    if (answer.end) this.#end.end(new Error('the recording ends with an unplug'))
  }
}
