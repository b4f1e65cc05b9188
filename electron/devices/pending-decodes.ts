import type { ChipPhoto } from '../../sync-server/contract/device.ts'

const LIMIT_MS = 3_000

/** Decodes that were asked for and not answered yet; each is answered, abandoned or timed out exactly once. */
export class PendingDecodes {
  readonly #waiting = new Map<number, (photo: ChipPhoto | undefined) => void>()
  #lastId = 0

  ask(send: (id: number) => void): Promise<ChipPhoto | undefined> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      const limit = setTimeout(() => this.answer(id, undefined), LIMIT_MS)
      this.#waiting.set(id, (photo) => {
        clearTimeout(limit)
        resolve(photo)
      })
      send(id)
    })
  }

  /** A late photo that nobody waits for is wiped. */
  answer(id: number, photo: ChipPhoto | undefined): void {
    const resolve = this.#waiting.get(id)
    if (!resolve) return void photo?.rgba.fill(0)
    this.#waiting.delete(id)
    resolve(photo)
  }

  abandon(): void {
    for (const id of [...this.#waiting.keys()]) this.answer(id, undefined)
  }
}
