import { Problem } from '../../../sync-server/contract/failure.ts'
import type { ServerClient } from '../../../electron/sync/server-client.ts'
import type { Life } from './power-cut.ts'
import type { ServerAnswer, VirtualServer } from './virtual-server.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What the network does to messages; shares between 0 and 1. */
export interface Weather {
  loss: number
  doubling: number
  /** A copy of a request comes once more, up to minutes later. */
  echo: number
  longestMs: number
}

/** Faultless, and quick. */
export const fair: Weather = { loss: 0, doubling: 0, echo: 0, longestMs: 20 }

interface NetworkWorld {
  readonly time: VirtualTime
  readonly server: VirtualServer
  readonly random: () => number
  readonly weather: Weather
  /** Called when an answer leaves the server. */
  readonly onAnswer: (answer: ServerAnswer) => void
}

interface Question {
  readonly name: string
  readonly kioskId: string
  readonly body: unknown
}

const ECHO_MS = 120_000
const USUAL_TIMEOUT_MS = 10_000

/** Carries requests between kiosks and the server: late, twice, in another order, or not at all. */
export class VirtualNetwork {
  readonly did = { lost: 0, doubled: 0, echoed: 0 }
  readonly #world: NetworkWorld

  constructor(world: NetworkWorld) {
    this.#world = world
  }

  /** The line of one run of a kiosk; what comes after its end is heard by nobody. */
  lineOf(kioskId: string, life: Life): ServerClient {
    const call = (name: string, options: { body?: unknown; signal?: AbortSignal; timeoutMs?: number } = {}) => {
      const { time, random, weather } = this.#world
      time.touch()
      // A cable that is not plugged in says so at once.
      if (random() < weather.loss / 4) return Promise.reject(new Problem('server.unreachable'))
      return this.#ask({ name, kioskId, body: options.body }, { ...options, life })
    }
    const none = async function* (): AsyncGenerator<never> {}
    return { call: call as unknown as ServerClient['call'], events: none, close: () => undefined }
  }

  #ask(
    question: Question,
    terms: { readonly life: Life; readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ): Promise<ServerAnswer> {
    const { time } = this.#world
    return new Promise((resolve, reject) => {
      let isOpen = true
      const end = (work: () => void): void => {
        if (!isOpen) return
        isOpen = false
        cancel()
        time.touch()
        if (!terms.life.isOver) work()
      }
      const fail = (cause: unknown): void => end(() => reject(cause as Error))
      const unreachable = (): void => fail(new Problem('server.unreachable'))
      const cancel = time.after(terms.timeoutMs ?? USUAL_TIMEOUT_MS, unreachable)
      terms.signal?.addEventListener('abort', unreachable, { once: true })
      this.#deliver(question, { tell: (answer) => end(() => resolve(answer)), fail })
    })
  }

  #deliver(question: Question, caller: { tell: (answer: ServerAnswer) => void; fail: (cause: unknown) => void }): void {
    const { time, random, weather } = this.#world
    const carry = (): void => void time.after(this.#delay(), () => void this.#arrive(question, caller))
    if (random() < weather.loss) this.did.lost++
    else carry()
    if (random() < weather.doubling) {
      this.did.doubled++
      carry()
    }
    if (random() >= weather.echo) return
    this.did.echoed++
    const nobody = { tell: () => undefined, fail: () => undefined }
    time.after(random() * ECHO_MS, () => void this.#arrive(question, nobody))
  }

  async #arrive(
    question: Question,
    caller: { tell: (answer: ServerAnswer) => void; fail: (cause: unknown) => void },
  ): Promise<void> {
    const { time, server, random, weather, onAnswer } = this.#world
    const back = (work: () => void): void => {
      if (random() < weather.loss) this.did.lost++
      else time.after(this.#delay(), work)
    }
    try {
      const answer = await server.handle(question.name, question.kioskId, question.body)
      onAnswer(answer)
      back(() => caller.tell(answer))
    } catch (cause) {
      // A process that died says nothing; the line to it breaks.
      back(() => caller.fail(cause instanceof Problem ? cause : new Problem('server.unreachable')))
    }
  }

  #delay(): number {
    const { random, weather } = this.#world
    return 1 + random() * random() * weather.longestMs
  }
}
