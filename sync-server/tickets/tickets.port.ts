import type { PhoneErrand } from '../contract/flow/online-form.ts'
import type { TicketPurpose } from '../contract/ticket.ts'
import type { Transaction } from '../platform/database/database.ts'

/** For what run, where and for whom a ticket is. */
export interface TicketWish {
  readonly purpose: TicketPurpose
  readonly runHash: string
  readonly kioskId: string | null
  /** Whose errand it is, where the run knows that already; otherwise whoever confirms says it. */
  readonly accountId?: string
}

/** Tickets as a flow uses them: it shows one as a QR code and collects what the phone has confirmed. */
export interface Tickets {
  /** A new ticket in place of the run's former one; `commit` belongs into the transaction in which the run is written. */
  issue(wish: TicketWish): { readonly code: string; commit(tx: Transaction): Promise<void> }
  /** How the run's ticket stands, with the address for its QR code. */
  look(runHash: string, code: string): Promise<PhoneErrand>
  /** The account that has confirmed. Throws ticket.* while it has not, or not any more. */
  confirmedBy(runHash: string): Promise<string>
  /** The same inside the transaction that acts on it; the ticket is used up. */
  collect(tx: Transaction, runHash: string): Promise<string>
}
