import type { Suggestion } from '../bridge/calls.ts'
import type { UtilityChild } from '../platform/utility-child.ts'
import type { InputMethod } from '../stages.ts'
import type { FromInput, ToInput } from './input-messages.ts'

/** A running input process, or a fake in tests. */
export type InputChild = UtilityChild<ToInput, FromInput>

/** How long a person waits for candidates before there are none. */
const ANSWER_LIMIT_MS = 1_000
const START_LIMIT_MS = 20_000
const BACK_OFF_MS = [250, 1_000, 4_000, 16_000] as const

/**
 * Keeps the input process running and asks it for candidates. Whatever that process does – end, hang, never start –
 * candidates stay away and letters can still be typed.
 */
export class InputService implements InputMethod {
  readonly #spawn: () => InputChild
  readonly #failed: (because: string) => void
  readonly #waiting = new Map<number, (suggestions: readonly Suggestion[]) => void>()
  #child: InputChild | undefined
  #isReady = false
  #lastId = 0
  #restarts = 0
  #timer: NodeJS.Timeout | undefined

  /** `failed` is for the log; it is never told what was typed. */
  constructor(spawn: () => InputChild, failed: (because: string) => void) {
    this.#spawn = spawn
    this.#failed = failed
  }

  /** Starts the process; until it has read its dictionary there are no candidates. */
  start(): void {
    clearTimeout(this.#timer)
    const child = this.#spawn()
    this.#child = child
    this.#isReady = false
    child.onMessage((message) => {
      if (this.#child === child) this.#hear(message)
    })
    child.onExit(() => this.#ended(child))
    this.#timer = setTimeout(() => this.#giveUp('the dictionary is not read'), START_LIMIT_MS)
  }

  /** Candidates for the letters, best first; none when the process cannot answer in time. Never rejects. */
  suggest(letters: string): Promise<readonly Suggestion[]> {
    const child = this.#child
    if (!child || !this.#isReady) return Promise.resolve([])
    const id = ++this.#lastId
    return new Promise((resolve) => {
      const limit = setTimeout(() => this.#giveUp('no answer in time'), ANSWER_LIMIT_MS)
      this.#waiting.set(id, (suggestions) => {
        clearTimeout(limit)
        resolve(suggestions)
      })
      child.post({ id, letters })
    })
  }

  /** A visit has ended: the process that saw its letters goes, memory and all, and a new one takes its place. */
  renew(): void {
    this.stop()
    this.start()
  }

  /** Ends the process; there are no candidates from now on. */
  stop(): void {
    clearTimeout(this.#timer)
    const child = this.#child
    this.#child = undefined
    this.#answerAll()
    child?.kill()
  }

  #hear(message: FromInput): void {
    if (message.kind === 'suggested') return this.#answer(message.id, message.suggestions)
    clearTimeout(this.#timer)
    this.#isReady = true
    this.#restarts = 0
  }

  #answer(id: number, suggestions: readonly Suggestion[]): void {
    this.#waiting.get(id)?.(suggestions)
    this.#waiting.delete(id)
  }

  #answerAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#answer(id, [])
  }

  /** Its end is heard like any other, and a new process is started. */
  #giveUp(because: string): void {
    this.#failed(because)
    this.#isReady = false
    this.#answerAll()
    this.#child?.kill()
  }

  #ended(child: InputChild): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.#answerAll()
    clearTimeout(this.#timer)
    const pauseMs = BACK_OFF_MS[Math.min(this.#restarts++, BACK_OFF_MS.length - 1)]
    this.#timer = setTimeout(() => this.start(), pauseMs)
  }
}
