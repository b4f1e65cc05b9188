import { setTimeout as delay } from 'node:timers/promises'
import { startProgram, type Program, type ProgramOptions } from './program.ts'
import { tell } from './tell.ts'

const firstPauseMs = 500
const longestPauseMs = 10_000
const steadyMs = 30_000

/** The kiosk process, started again whenever it dies, as the hall's own session would do. */
export class KeptKiosk {
  readonly #options: ProgramOptions
  readonly #ending = new AbortController()
  #program: Program | undefined
  #pauseMs = firstPauseMs
  #starts = 0

  private constructor(options: ProgramOptions) {
    const signals = [this.#ending.signal, options.signal].filter((signal) => signal !== undefined)
    this.#options = { ...options, signal: AbortSignal.any(signals) }
  }

  /** Resolves when the kiosk can be used; its first start has to succeed. */
  static async start(options: ProgramOptions, { isRestarted }: { isRestarted: boolean }): Promise<KeptKiosk> {
    const kept = new KeptKiosk(options)
    const first = await kept.#begin()
    if (isRestarted) void kept.#keepUp(first)
    return kept
  }

  /** Process id of the running kiosk; undefined while it is down. */
  get pid(): number | undefined {
    return this.#program?.pid
  }

  /** How often it has come up. */
  get starts(): number {
    return this.#starts
  }

  /** Ends the kiosk for good. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#program?.stop()
  }

  get #isEnding(): boolean {
    return this.#options.signal?.aborted === true
  }

  async #begin(): Promise<Program> {
    const program = await startProgram(this.#options)
    this.#program = program
    this.#starts += 1
    void program.ended.then(() => (this.#program = undefined))
    return program
  }

  async #keepUp(first: Program): Promise<void> {
    let running: Program | undefined = first
    while (!this.#isEnding) {
      const since = performance.now()
      const how: string = running === undefined ? 'did not start' : await running.ended
      if (performance.now() - since > steadyMs) this.#pauseMs = firstPauseMs
      if (this.#isEnding) return
      tell(`the kiosk ended (${how}); starting it again in ${this.#pauseMs} ms`)
      running = await this.#beginAfterPause()
    }
  }

  async #beginAfterPause(): Promise<Program | undefined> {
    const ms = this.#pauseMs
    this.#pauseMs = Math.min(longestPauseMs, ms * 2)
    try {
      await delay(ms, undefined, { signal: this.#options.signal })
      return await this.#begin()
    } catch (error) {
      if (!this.#isEnding) tell(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
}
