import type { FaceEngineInfo } from '../../sync-server/contract/face-evidence.ts'
import type { FaceJudge, FaceJudgement } from '../stages.ts'
import { SDK_PROTOCOL, SdkHello, SdkJudgement } from './sdk-message.ts'
import { SdkLine } from './sdk-line.ts'
import type { SdkProcess } from './sdk-process.ts'

/** How the service starts its program, how long it waits, and whom it tells what went wrong: codes, nothing of a person. */
export interface FaceServiceParts {
  readonly spawn: () => SdkProcess
  /** For loading models and for one judgement each. */
  readonly timeoutMs: number
  readonly failed: (because: string) => void
}

type Pictures = Parameters<FaceJudge['judge']>

/**
 * Keeps a vendor's face SDK in a process of its own. A program that crashed, hung or spoke nonsense is ended and started anew for the next
 * question; whoever asked gets no judgement, and two people take over.
 */
export class FaceService implements FaceJudge {
  readonly #parts: FaceServiceParts
  #line: Promise<SdkLine | undefined> | undefined
  #engine: FaceEngineInfo | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #isStopped = false

  constructor(parts: FaceServiceParts) {
    this.#parts = parts
  }

  engine(): FaceEngineInfo | undefined {
    return this.#engine
  }

  /** Starts the program ahead of the first question, so that its models are loaded by then. */
  start(): void {
    void this.#ready()
  }

  /** Who the program is, once it has said so; undefined when it does not answer. */
  async greeted(): Promise<FaceEngineInfo | undefined> {
    await this.#ready()
    return this.#engine
  }

  judge(...pictures: Pictures): Promise<FaceJudgement | undefined> {
    const mine = this.#turn.then(() => this.#judge(...pictures))
    this.#turn = mine
    return mine
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    const line = await this.#line
    line?.end('stopped')
  }

  async #judge(...[chipPhoto, jpeg]: Pictures): Promise<FaceJudgement | undefined> {
    const line = await this.#ready()
    if (!line || !this.#engine) return undefined
    const { width, height, rgba } = chipPhoto
    const live = { mime: 'image/jpeg', bytes: jpeg.length }
    const said = await line.ask({
      ask: { ask: 'judge', chipPhoto: { width, height, bytes: rgba.length }, live },
      pictures: [rgba, jpeg],
      answer: SdkJudgement,
      timeoutMs: this.#parts.timeoutMs,
    })
    return said && { engine: this.#engine, score: said.score, liveness: said.liveness, reasons: said.reasons }
  }

  /** The running program, started anew after an end. */
  async #ready(): Promise<SdkLine | undefined> {
    const known = await this.#line
    if (known?.isOver === false) return known
    this.#line = this.#isStopped ? Promise.resolve(undefined) : this.#greet()
    return this.#line
  }

  async #greet(): Promise<SdkLine | undefined> {
    const { spawn, timeoutMs, failed } = this.#parts
    const line = new SdkLine(spawn(), (because) => {
      if (!this.#isStopped) failed(because)
    })
    const hello = await line.ask({ ask: { ask: 'hello', protocol: SDK_PROTOCOL }, answer: SdkHello, timeoutMs })
    if (!hello) return undefined
    this.#engine = hello.engine
    return line
  }
}
