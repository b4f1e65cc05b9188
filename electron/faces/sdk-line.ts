import { type TSchema, type Static } from 'typebox'
import { Check } from 'typebox/value'
import { packMessage, SdkFault, SdkReader } from './sdk-message.ts'
import type { SdkProcess } from './sdk-process.ts'

/** A question with the pictures that go with it, and the shape of a sound answer. */
export interface SdkQuestion<Answer extends TSchema> {
  readonly ask: object
  readonly pictures?: readonly Uint8Array[]
  readonly answer: Answer
  readonly timeoutMs: number
}

interface Waiting {
  readonly id: number
  settle(answer: unknown): void
}

/** One life of the program: questions one after the other, and the end of everything with the first thing that goes wrong. */
export class SdkLine {
  readonly #process: SdkProcess
  readonly #reader = new SdkReader()
  readonly #ended: (because: string) => void
  #waiting: Waiting | undefined
  #lastId = 0
  #isOver = false

  constructor(process: SdkProcess, ended: (because: string) => void) {
    this.#process = process
    this.#ended = ended
    process.onData((chunk) => this.#hear(chunk))
    process.onExit((because) => this.end(because))
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Undefined when the program ended, was too late, said that it cannot, or said something else. */
  async ask<Answer extends TSchema>(question: SdkQuestion<Answer>): Promise<Static<Answer> | undefined> {
    if (this.#isOver) return undefined
    const id = ++this.#lastId
    const answer = await new Promise<unknown>((resolve) => {
      const timer = setTimeout(() => this.end('too late'), question.timeoutMs)
      const settle = (said: unknown): void => {
        clearTimeout(timer)
        resolve(said)
      }
      this.#waiting = { id, settle }
      this.#process.send(packMessage({ id, ...question.ask }, question.pictures))
    })
    if (answer === undefined || Check(question.answer, answer)) return answer as Static<Answer> | undefined
    this.end(Check(SdkFault, answer) ? 'it said that it cannot' : 'an answer of another shape')
    return undefined
  }

  /** Ends the process and whatever waits for it; the reason is told once. */
  end(because: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#process.kill()
    this.#waiting?.settle(undefined)
    this.#ended(because)
  }

  #hear(chunk: Uint8Array): void {
    try {
      for (const said of this.#reader.push(chunk)) this.#take(said as { id?: unknown })
    } catch {
      this.end('it does not speak the protocol')
    }
  }

  #take(said: { id?: unknown }): void {
    if (this.#waiting?.id !== said.id) return this.end('an answer to no question')
    const { settle } = this.#waiting ?? { settle: () => undefined }
    this.#waiting = undefined
    settle(said)
  }
}
