import type { AppealCase } from '../../sync-server/contract/appeal.ts'
import type { AppealsView, StaffView } from '../bridge/view.ts'
import type { AppealDecision, AppealDesk, StaffClaim } from '../stages.ts'

/** What the board asks of the rest of the kiosk; `monotonicMs` is a clock that nobody can set back. */
export interface AppealBoardPorts {
  readonly desk: AppealDesk
  readonly clerk: () => StaffView | undefined
  readonly monotonicMs: () => number
  readonly changed: () => void
}

const COUNT_EVERY_MS = 60_000

/**
 * 人工申诉 as one clerk sees it: how many cases wait, and the cases themselves while their page is open; in memory only, and
 * gone with the clerk. After every act the list is fetched anew, so that what others did meanwhile is seen.
 */
export class AppealBoard {
  readonly #ports: AppealBoardPorts
  #owner: string | undefined
  #askedMs: number | undefined
  #cases: readonly AppealCase[] | undefined
  #decided: AppealDecision | undefined
  #isOpen = false

  constructor(ports: AppealBoardPorts) {
    this.#ports = ports
  }

  get isOpen(): boolean {
    return this.#isOpen && this.#clerk === this.#owner
  }

  /** Undefined while nobody is signed in. */
  view(): AppealsView | undefined {
    const clerk = this.#clerk
    if (clerk === undefined) return undefined
    if (clerk !== this.#owner) return { waiting: undefined, desk: undefined }
    const { number, isAgreed } = this.#decided ?? {}
    const decided = number === undefined || isAgreed === undefined ? undefined : { number, isAgreed }
    return { waiting: this.#cases?.length, desk: this.#isOpen ? { cases: this.#cases, decided } : undefined }
  }

  /** To be called whenever anything at the counter has changed: forgets what another clerk was shown, and counts anew now and then. */
  see(): void {
    const clerk = this.#clerk
    if (clerk !== this.#owner) this.#beginFor(clerk)
    const isRecent = this.#askedMs !== undefined && this.#ports.monotonicMs() - this.#askedMs < COUNT_EVERY_MS
    if (clerk !== undefined && !isRecent) void this.#fetchQuietly()
  }

  /** Opens the page and fetches the cases. Throws Problem. */
  async open(): Promise<void> {
    const clerk = this.#clerk
    if (clerk !== this.#owner) this.#beginFor(clerk)
    this.#isOpen = clerk !== undefined
    this.#askedMs = this.#ports.monotonicMs()
    this.#ports.changed()
    await this.refresh()
  }

  /** Leaves the page: only how many wait is shown from now on. */
  close(): void {
    this.#isOpen = false
    this.#decided = undefined
    this.#ports.changed()
  }

  /** Fetches the cases anew. Throws Problem; what is known stays then. */
  async refresh(): Promise<void> {
    const owner = this.#owner
    this.#askedMs = this.#ports.monotonicMs()
    const cases = await this.#ports.desk.list()
    if (owner === undefined || this.#clerk !== owner) return
    this.#cases = cases
    this.#ports.changed()
  }

  /** Takes a case. Throws Problem; the list shows then how it stands. */
  async take(number: string): Promise<void> {
    this.#decided = undefined
    await this.#act(() => this.#ports.desk.take(number))
  }

  /** Decides a case with the word of another member of staff. Throws Problem; the list shows then how it stands. */
  async decide(decision: AppealDecision, by: StaffClaim): Promise<void> {
    this.#decided = undefined
    await this.#act(() => this.#ports.desk.decide(decision, by))
    if (!this.isOpen) return
    this.#decided = decision
    this.#cases = this.#cases?.filter(({ number }) => number !== decision.number)
    this.#ports.changed()
  }

  get #clerk(): string | undefined {
    return this.#ports.clerk()?.staffNumber
  }

  #beginFor(clerk: string | undefined): void {
    this.#owner = clerk
    this.#askedMs = undefined
    this.#cases = undefined
    this.#decided = undefined
    this.#isOpen = false
  }

  async #act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } finally {
      await this.#fetchQuietly()
    }
  }

  async #fetchQuietly(): Promise<void> {
    try {
      await this.refresh()
    } catch {
      // What is shown stays; whoever asks by hand is told.
    }
  }
}
