import type { CardRead } from '../../sync-server/contract/device.ts'
import { type FailureCode, Problem } from '../../sync-server/contract/failure.ts'
import type { TerminalView } from '../bridge/terminal-view.ts'
import { Visit } from './visit.ts'
import type { VisitPorts } from './visit-ports.ts'

/** Why a visit ended. */
export type Departure = 'left' | 'idle' | 'page lost' | 'stopped'

/** What the reception asks of the rest of the kiosk. */
export interface ReceptionPorts extends Omit<VisitPorts, 'nextRun'> {
  /** Why nobody can be served now. */
  readonly blocked: () => FailureCode | undefined
  /** The page that this person used is replaced by a fresh one; resolves when that is shown. */
  readonly cleared: () => Promise<void>
  readonly called: (isWanted: boolean) => void
  readonly ended: (because: Departure) => void
}

/** Receives one citizen after the other; between two of them nothing is kept and the page is another one. */
export class Reception {
  readonly #ports: ReceptionPorts
  #visit: Visit | undefined
  #visits = 0
  #runs = 0
  #isStaffCalled = false
  #isClearing = false

  constructor(ports: ReceptionPorts) {
    this.#ports = ports
  }

  /** The visit that is on; undefined while nobody is here. */
  visit(): Visit | undefined {
    return this.#visit
  }

  /** A card was read; without anybody to whom it belongs it is wiped. */
  cardRead(read: CardRead): void {
    if (this.#visit) this.#visit.card.cardRead(read)
    else read.chipPhoto.fill(0)
  }

  view(): Pick<TerminalView, 'visit' | 'account' | 'sessions' | 'appeals' | 'flow' | 'wish' | 'isStaffCalled'> {
    const nobody = { account: undefined, sessions: [], appeals: [], flow: undefined, wish: undefined }
    const visit = this.#visit ? this.#visits : undefined
    return { visit, ...(this.#visit?.view() ?? nobody), isStaffCalled: this.#isStaffCalled }
  }

  /** Somebody touched the attract screen. Not before the last person's page is gone. Throws Problem. */
  arrive(): void {
    if (this.#visit || this.#isClearing) return
    this.#refuseIfBlocked()
    this.#visits += 1
    this.#visit = new Visit({ ...this.#ports, nextRun: () => ++this.#runs })
    this.#ports.changed()
  }

  /** Begins a flow for whoever is here. Throws Problem. */
  async begin(flow: string): Promise<void> {
    if (!this.#visit) return
    this.#refuseIfBlocked()
    await this.#visit.begin(flow)
  }

  /** Calls a member of staff, or no longer; whoever calls from the attract screen has arrived. */
  callStaff(isWanted: boolean): void {
    if (isWanted) this.arrive()
    if (!this.#visit || this.#isStaffCalled === isWanted) return
    this.#isStaffCalled = isWanted
    this.#ports.called(isWanted)
    this.#ports.changed()
  }

  /** Ends the visit and has its page replaced. */
  leave(because: 'left' | 'idle'): void {
    if (!this.#visit) return
    this.#isClearing = true
    this.end(because)
    void this.#ports.cleared().finally(() => (this.#isClearing = false))
  }

  /** Ends the visit without a word to the page: there is none any more, or will be none. */
  end(because: Departure): void {
    const visit = this.#visit
    if (!visit) return
    this.#visit = undefined
    this.#isStaffCalled = false
    visit.end()
    this.#ports.ended(because)
    this.#ports.changed()
  }

  #refuseIfBlocked(): void {
    const blocked = this.#ports.blocked()
    if (blocked) throw new Problem(blocked)
  }
}
