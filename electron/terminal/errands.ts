/** One request under way; left once whoever waited for it has turned away. */
export interface Errand {
  readonly isLeft: boolean
}

/** Lets one request at a time be under way: a second tap is not sent. */
export class Errands {
  readonly #changed: () => void
  #current: { isLeft: boolean } | undefined
  #isClosed = false

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get isBusy(): boolean {
    return this.#current !== undefined
  }

  /** Does nothing while another is under way; what goes wrong after everybody has turned away is told to nobody. */
  async run(task: (errand: Errand) => Promise<void>): Promise<void> {
    if (this.#current || this.#isClosed) return
    const errand = { isLeft: false }
    this.#current = errand
    this.#changed()
    try {
      await task(errand)
    } catch (error) {
      if (!errand.isLeft) throw error
    } finally {
      if (this.#current === errand) this.#current = undefined
      this.#changed()
    }
  }

  /** Nobody waits any more for what is under way; the next one may begin. */
  leave(): void {
    if (this.#current) this.#current.isLeft = true
    this.#current = undefined
  }

  /** Leaves for good. */
  close(): void {
    this.#isClosed = true
    this.leave()
  }
}
