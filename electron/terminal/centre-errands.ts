import { Problem } from '../../sync-server/contract/failure.ts'
import type { Errand } from './errands.ts'
import type { VisitAccount } from './visit-account.ts'

/** What business in 个人中心 asks of the visit around it. */
export interface CentrePorts {
  readonly account: VisitAccount
  readonly token: () => string | undefined
  readonly work: (task: (errand: Errand) => Promise<void>) => Promise<void>
}

type OnAccount = (token: string, isWanted: () => boolean) => Promise<void>

/** What the signed-in citizen does in 个人中心 without a flow. Every call throws Problem. */
export class CentreErrands {
  readonly #ports: CentrePorts

  constructor(ports: CentrePorts) {
    this.#ports = ports
  }

  /** Fetches it anew; what is known stays when that does not succeed. */
  refresh(): Promise<void> {
    return this.#ports.work((errand) => this.refreshWithin(errand))
  }

  /** Fetches it anew as part of something else. */
  refreshWithin(errand: Errand): Promise<void> {
    return this.#act(errand, (token, isWanted) => this.#ports.account.refresh(token, isWanted))
  }

  /** Ends another session of the account. */
  endSession(sessionId: string): Promise<void> {
    const act: OnAccount = (token, isWanted) => this.#ports.account.endSession(sessionId, token, isWanted)
    return this.#ports.work((errand) => this.#act(errand, act))
  }

  /** Takes an appeal back. */
  withdrawAppeal(number: string): Promise<void> {
    const act: OnAccount = (token, isWanted) => this.#ports.account.withdrawAppeal(number, token, isWanted)
    return this.#ports.work((errand) => this.#act(errand, act))
  }

  async #act(errand: Errand, act: OnAccount): Promise<void> {
    const token = this.#ports.token()
    if (token === undefined) throw new Problem('session.expired')
    await act(token, () => !errand.isLeft)
  }
}
