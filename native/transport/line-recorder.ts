import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import type { BytePort } from './byte-port.ts'
import type { Clock } from './clock.ts'
import type { RecordedAnswer } from './replay-port.ts'

/** What kind of line was opened; the path is left out, since it belongs to a machine and not to a device. */
export type RecordedLine =
  | { readonly kind: 'serial'; readonly baudRate: number }
  | { readonly kind: 'hid' | 'usb'; readonly vendorId: string; readonly productId: string }

/** What crossed an open line, in milliseconds since the recording began; `end` = it went without being closed. */
export type RecordedStep =
  | { readonly atMs: number; readonly from: 'host' | 'device'; readonly bytes: Uint8Array }
  | { readonly atMs: number; readonly from: 'end' }

/** One line from its opening to its end; `refused` = it could not be opened. */
export interface RecordedSession {
  readonly line: RecordedLine
  readonly steps: readonly RecordedStep[]
  readonly refused?: DeviceFailureCode
}

/** A port that notes everything; what it notes is as personal as what it carries. */
class RecordingPort implements BytePort {
  readonly #port: BytePort
  readonly #note: (from: 'host' | 'device', bytes: Uint8Array) => void

  constructor(port: BytePort, note: (from: 'host' | 'device', bytes: Uint8Array) => void) {
    this.#port = port
    this.#note = note
    port.onData((bytes) => note('device', bytes))
  }

  get signal(): AbortSignal {
    return this.#port.signal
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.signal.aborted) this.#note('host', bytes)
    return this.#port.write(bytes)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#port.onData(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#port.onClose(listener)
  }

  close(): Promise<void> {
    return this.#port.close()
  }
}

/** Notes the conversations of every line that is opened through it, raw: redact before anything leaves the process. */
export class LineRecorder {
  readonly sessions: { line: RecordedLine; steps: RecordedStep[]; refused?: DeviceFailureCode }[] = []
  readonly #clock: Clock
  readonly #startMs: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startMs = clock.now()
  }

  /** Opens a line and notes what crosses it, or that it could not be opened. */
  async record(line: RecordedLine, open: () => Promise<BytePort>): Promise<BytePort> {
    try {
      return this.#watch(line, await open())
    } catch (error) {
      if (error instanceof DeviceError) this.sessions.push({ line, steps: [], refused: error.code })
      throw error
    }
  }

  /** Overwrites everything that was noted. */
  wipe(): void {
    for (const step of this.sessions.splice(0).flatMap(({ steps }) => steps)) {
      if (step.from !== 'end') step.bytes.fill(0)
    }
  }

  #watch(line: RecordedLine, port: BytePort): BytePort {
    const steps: RecordedStep[] = []
    this.sessions.push({ line, steps })
    const atMs = (): number => this.#clock.now() - this.#startMs
    port.onClose(({ cause }) => {
      if (cause !== undefined) steps.push({ atMs: atMs(), from: 'end' })
    })
    return new RecordingPort(port, (from, bytes) => steps.push({ atMs: atMs(), from, bytes: bytes.slice() }))
  }
}

/** A session as `ReplayPort` plays it: what followed each write. */
export function answersOf({ steps }: RecordedSession): readonly RecordedAnswer[] {
  const answers: { chunks: Uint8Array[]; end?: boolean }[] = []
  for (const step of steps) {
    const last = answers.at(-1)
    if (step.from === 'host') answers.push({ chunks: [] })
    else if (step.from === 'device')
      last?.chunks.push(step.bytes) // what came before the first question answers none
    else if (last) last.end = true
  }
  return answers
}
