/** Pushes whole views, at most one for each turn of the event loop. */
export class ViewFeed<View> {
  readonly #compose: () => View
  readonly #push: (view: View) => void
  #isDue = false
  #isStopped = false

  constructor(compose: () => View, push: (view: View) => void) {
    this.#compose = compose
    this.#push = push
  }

  /** Something that the screen shows has changed. */
  changed(): void {
    if (this.#isDue) return
    this.#isDue = true
    setImmediate(() => {
      this.#isDue = false
      if (!this.#isStopped) this.#push(this.#compose())
    })
  }

  /** What views are made of is about to close. */
  stop(): void {
    this.#isStopped = true
  }
}
