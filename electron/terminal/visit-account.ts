import { isOpenAppeal } from '../../sync-server/contract/appeal.ts'
import { isUnclear } from '../../sync-server/contract/flow/lost-answer.ts'
import type { CitizenAccount, CitizenDesk } from '../stages.ts'

type AccountDesk = Pick<CitizenDesk, 'account' | 'endSession' | 'withdrawAppeal'>
/** What somebody wants done, and how to tell from 个人中心 whether it was. */
interface Wanted {
  readonly ask: () => Promise<void>
  readonly isDone: () => boolean
}

const nothing = { centre: undefined, sessions: [], appeals: [] } as const

/** 个人中心 as it was last fetched. */
export class VisitAccount {
  readonly #desk: AccountDesk
  #known: CitizenAccount | typeof nothing = nothing
  #isStale = false

  constructor(desk: AccountDesk) {
    this.#desk = desk
  }

  get centre(): CitizenAccount['centre'] | undefined {
    return this.#known.centre
  }

  get sessions(): CitizenAccount['sessions'] {
    return this.#known.sessions
  }

  get appeals(): CitizenAccount['appeals'] {
    return this.#known.appeals
  }

  /** What is shown may not be what the server has: fetching it was tried in vain. */
  get isStale(): boolean {
    return this.#isStale
  }

  /** Fetches it anew; what is known stays when that does not succeed. `isWanted` is asked when the answer is there. */
  async refresh(token: string, isWanted: () => boolean): Promise<void> {
    this.#isStale = true
    const known = await this.#desk.account(token)
    if (!isWanted()) return
    this.#known = known
    this.#isStale = false
  }

  /** Fetches it anew after something else succeeded, which an outage now does not undo. */
  async refreshQuietly(token: string, isWanted: () => boolean): Promise<void> {
    try {
      await this.refresh(token, isWanted)
    } catch (error) {
      if (!isUnclear(error)) throw error
    }
  }

  /** Ends another session. Throws what was lost when it was not ended. */
  endSession(sessionId: string, token: string, isWanted: () => boolean): Promise<void> {
    const ask = (): Promise<void> => this.#desk.endSession(sessionId, token)
    const isDone = (): boolean => this.sessions.every((session) => session.sessionId !== sessionId)
    return this.#act({ ask, isDone }, token, isWanted)
  }

  /** Takes an appeal back. Throws what was lost when it is still open. */
  withdrawAppeal(number: string, token: string, isWanted: () => boolean): Promise<void> {
    const ask = (): Promise<void> => this.#desk.withdrawAppeal(number, token)
    const isDone = (): boolean => !this.appeals.some((appeal) => appeal.number === number && isOpenAppeal(appeal.state))
    return this.#act({ ask, isDone }, token, isWanted)
  }

  drop(): void {
    this.#known = nothing
    this.#isStale = false
  }

  /** Asks, then fetches anew; when the answer is lost, what is there now tells whether it was done. */
  async #act({ ask, isDone }: Wanted, token: string, isWanted: () => boolean): Promise<void> {
    const lost = await this.#lostBy(ask)
    await this.refresh(token, isWanted)
    if (lost && !isDone()) throw lost
  }

  /** Resolves with the error that leaves open whether it was done. */
  async #lostBy(ask: () => Promise<void>): Promise<Error | undefined> {
    try {
      await ask()
      return undefined
    } catch (error) {
      if (isUnclear(error)) return error
      throw error
    }
  }
}
