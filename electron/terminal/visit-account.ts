import type { AccountCentre, SessionView } from '../../sync-server/contract/account-centre.ts'
import type { CitizenDesk } from '../stages.ts'
import { isUnclear } from '../../sync-server/contract/flow/lost-answer.ts'

/** 个人中心 as it was last fetched. */
export class VisitAccount {
  readonly #desk: Pick<CitizenDesk, 'account' | 'endSession'>
  #centre: AccountCentre | undefined
  #sessions: readonly SessionView[] = []
  #isStale = false

  constructor(desk: Pick<CitizenDesk, 'account' | 'endSession'>) {
    this.#desk = desk
  }

  get centre(): AccountCentre | undefined {
    return this.#centre
  }

  get sessions(): readonly SessionView[] {
    return this.#sessions
  }

  /** What is shown may not be what the server has: fetching it was tried in vain. */
  get isStale(): boolean {
    return this.#isStale
  }

  /** Fetches it anew; what is known stays when that does not succeed. `isWanted` is asked when the answer is there. */
  async refresh(token: string, isWanted: () => boolean): Promise<void> {
    this.#isStale = true
    const { centre, sessions } = await this.#desk.account(token)
    if (!isWanted()) return
    this.#centre = centre
    this.#sessions = sessions
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

  /** Ends another session; when the answer is lost, the list tells whether it was ended. Throws what was lost when it was not. */
  async endSession(sessionId: string, token: string, isWanted: () => boolean): Promise<void> {
    const lost = await this.#askToEnd(sessionId, token)
    await this.refresh(token, isWanted)
    if (lost && this.#sessions.some((session) => session.sessionId === sessionId)) throw lost
  }

  /** Resolves with the error that leaves open whether the session was ended. */
  async #askToEnd(sessionId: string, token: string): Promise<Error | undefined> {
    try {
      await this.#desk.endSession(sessionId, token)
      return undefined
    } catch (error) {
      if (isUnclear(error)) return error
      throw error
    }
  }

  drop(): void {
    this.#centre = undefined
    this.#sessions = []
    this.#isStale = false
  }
}
