import type { Clock } from '../../transport/clock.ts'
import { Wakeup } from '../wakeup.ts'

const LOOK_EVERY_MS = 3_000
const RETRY_AFTER_MS = 1_000

/** An open device that can be brought into a wanted state, and asked whether it is still there. */
export interface KeptLine<Wish> {
  /** Aborted when the line has gone. */
  readonly signal: AbortSignal
  apply(wish: Wish): Promise<void>
  look(): Promise<void>
  close(): Promise<void>
}

/** What is kept: how it is opened, and the state in which it begins, is left, and is put after every interruption. */
export interface KeptPlan<Wish> {
  readonly clock: Clock
  readonly open: () => Promise<KeptLine<Wish>>
  readonly atRest: Wish
  /** Called when it stands otherwise than before: at work, or why not. */
  readonly stands: (trouble: unknown) => void
}

/** Keeps a device open for as long as it runs, and in the state that was wanted last, also after it was gone. */
export class KeptDevice<Wish> {
  readonly #plan: KeptPlan<Wish>
  readonly #wakeup: Wakeup
  readonly #stop = new AbortController()
  #wish: Wish
  #ended: Promise<void> | undefined

  constructor(plan: KeptPlan<Wish>) {
    this.#plan = plan
    this.#wish = plan.atRest
    this.#wakeup = new Wakeup(plan.clock)
  }

  start(): void {
    this.#ended ??= this.#run()
  }

  /** Wants another state: at once where the device is there, otherwise when it comes. */
  want(wish: Wish): void {
    this.#wish = wish
    this.#wakeup.wake()
  }

  /** Puts the device to rest and lets it go. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the device is let go'))
    await this.#ended
  }

  async #run(): Promise<void> {
    const { clock, stands } = this.#plan
    const { signal } = this.#stop
    while (!signal.aborted) {
      await this.#serve().catch((error: unknown) => (signal.aborted ? undefined : stands(error)))
      await clock.wait(RETRY_AFTER_MS, signal).catch(() => {}) // stopped: the loop ends
    }
  }

  async #serve(): Promise<void> {
    const line = await this.#plan.open()
    try {
      await this.#follow(line)
    } finally {
      if (!line.signal.aborted) await line.apply(this.#plan.atRest).catch(() => {}) // gone meanwhile
      await line.close()
    }
  }

  async #follow(line: KeptLine<Wish>): Promise<void> {
    const { signal } = this.#stop
    let done: { readonly wish: Wish } | undefined
    while (!signal.aborted) {
      const wish = this.#wish
      await (done?.wish === wish ? line.look() : line.apply(wish))
      done = { wish }
      this.#plan.stands(undefined)
      await this.#wakeup.wait(LOOK_EVERY_MS, { signal, lost: line.signal })
    }
  }
}
