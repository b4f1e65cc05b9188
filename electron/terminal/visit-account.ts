import type { AccountCentre, SessionView } from '../../sync-server/contract/account-centre.ts'
import type { CitizenDesk } from '../stages.ts'
import { isUnclear } from './lost-answer.ts'

/** 个人中心 as it was last fetched. */
export class VisitAccount {
  readonly #desk: Pick<CitizenDesk, 'account'>
  #centre: AccountCentre | undefined
  #sessions: readonly SessionView[] = []
  #isStale = false

  constructor(desk: Pick<CitizenDesk, 'account'>) {
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

  drop(): void {
    this.#centre = undefined
    this.#sessions = []
    this.#isStale = false
  }
}
