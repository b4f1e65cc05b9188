import type { FailureCode } from '../../sync-server/contract/failure.ts'

/** A slip takes some seconds; a host that has not said anything by then never will. */
const LIMIT_MS = 15_000

/** Slips that were sent to the host and not heard of yet; each is answered, abandoned or timed out exactly once. */
export class PendingPrints {
  readonly #waiting = new Map<number, (failure: FailureCode | undefined) => void>()
  #lastId = 0

  /** Resolves with why the slip was not printed, or with nothing when it was. */
  ask(send: (id: number) => void): Promise<FailureCode | undefined> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      const limit = setTimeout(() => this.answer(id, 'printer.not-answering'), LIMIT_MS)
      this.#waiting.set(id, (failure) => {
        clearTimeout(limit)
        resolve(failure)
      })
      send(id)
    })
  }

  answer(id: number, failure: FailureCode | undefined): void {
    this.#waiting.get(id)?.(failure)
    this.#waiting.delete(id)
  }

  abandon(): void {
    for (const id of [...this.#waiting.keys()]) this.answer(id, 'printer.not-connected')
  }
}
