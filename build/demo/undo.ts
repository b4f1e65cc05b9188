/** What has to be taken down again, in the reverse of the order in which it was put up. */
export class Undo {
  readonly #steps: (() => unknown)[] = []
  #running: Promise<void> | undefined

  /** Keeps a part and how it ends, and hands the part back. */
  keep<T>(part: T, end: (part: T) => unknown): T {
    this.#steps.push(() => end(part))
    return part
  }

  /** Takes everything down; one part that fails does not keep the others up. Asked twice, it works once. */
  run(): Promise<void> {
    this.#running ??= this.#all()
    return this.#running
  }

  async #all(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      try {
        await step()
      } catch (error) {
        process.stderr.write(`[demo] while stopping: ${String(error)}\n`)
      }
    }
  }
}
