import { setTimeout as delay } from 'node:timers/promises'
import { type FailureCode, Problem } from '../../sync-server/contract/failure.ts'
import type { CitizenDesk, CitizenKeys } from '../stages.ts'

/** What the farewells stand on. */
export interface FarewellPorts {
  readonly desk: Pick<CitizenDesk, 'abandon' | 'signOut'>
  /** What could not be ended at the server: its own limits end it. */
  readonly gaveUp: (code: FailureCode) => void
  /** Milliseconds until the one other try. */
  readonly pauseMs: number
}

type Ending = () => Promise<void>

/**
 * Ends at the server what a citizen leaves behind: nobody waits for it. What does not answer is tried once more; then the
 * keys are forgotten here too, and the server's own idle limit ends the rest.
 */
export class Farewells {
  readonly #ports: FarewellPorts
  readonly #pending = new Set<Promise<void>>()
  readonly #stopping = new AbortController()

  constructor(ports: FarewellPorts) {
    this.#ports = ports
  }

  /** Forgets a flow, and signs out when `isSigningOut`. */
  say(keys: CitizenKeys, isSigningOut: boolean): void {
    const { token, flowId } = keys
    const { desk } = this.#ports
    const endings: Ending[] = []
    if (flowId !== undefined) endings.push(() => desk.abandon(keys))
    if (isSigningOut && token !== undefined) endings.push(() => desk.signOut(token))
    const saying = this.#all(endings)
    this.#pending.add(saying)
    void saying.finally(() => this.#pending.delete(saying))
  }

  /** Resolves when nothing is under way any more; nothing is tried a second time from now on. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all(this.#pending)
  }

  /** The flow first: what it had typed into it may hang on the session. */
  async #all(endings: readonly Ending[]): Promise<void> {
    for (const ending of endings) {
      if (await this.#isEnded(ending)) continue
      await delay(this.#ports.pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
      if (!this.#stopping.signal.aborted && (await this.#isEnded(ending))) continue
      this.#ports.gaveUp('service.unreachable')
    }
  }

  /** A refusal is an end too: the flow or the session is not there any more. */
  async #isEnded(ending: Ending): Promise<boolean> {
    try {
      await ending()
      return true
    } catch (error) {
      return error instanceof Problem && error.code !== 'service.unreachable' && error.code !== 'server.internal'
    }
  }
}
