import { Problem } from '../contract/failure.ts'
import { matchedTicket, type Matching, stirTicket, type TicketRow } from '../tickets/phone.service.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { FaceParts } from './face-parts.ts'
import * as checks from './face-checks.repository.ts'

/** A check as the phone that holds its ticket goes on with it. */
export interface HeldCheck {
  readonly ticket: TicketRow
  readonly check: checks.CheckRow
}

/** Whose face a ticket is about; the run at the kiosk belongs to somebody who is signed in there. */
export function ownerOf({ accountId }: TicketRow): string {
  if (accountId === null) throw new Problem('ticket.unknown')
  return accountId
}

/** The check that a phone goes on with. Throws ticket.* when it cannot, also when it has not begun. */
export async function heldCheck(parts: FaceParts, matching: Matching): Promise<HeldCheck> {
  const { phoneToken, matchNumber } = matching
  const ticket = await matchedTicket(parts, { phoneToken, matchNumber, purpose: 'face' })
  const check = await checks.checkOf(parts.database.reader, ticket.runHash)
  if (!check || check.phoneHash !== ticket.phoneHash) throw new Problem('ticket.unknown')
  return { ticket, check }
}

/**
 * Moves a check on in one transaction with what else is written, and tells whoever follows the run. Throws face.attempt-expired when
 * another request of the phone was faster, ticket.cancelled when the kiosk or the phone has given up meanwhile.
 */
export async function moveOn(
  parts: FaceParts,
  { ticket, check }: HeldCheck,
  move: {
    readonly change: checks.CheckChange
    /** Whether the ticket ends with it. */
    readonly isEnd?: boolean
    readonly commit?: (tx: Transaction) => Promise<unknown>
  },
): Promise<HeldCheck> {
  const { change, isEnd, commit } = move
  await parts.database.write(async (tx) => {
    if (!(await checks.moveCheck(tx, check, change))) throw new Problem('face.attempt-expired')
    await commit?.(tx)
    await stirTicket(tx, parts, { row: ticket, ...(isEnd ? { state: 'cancelled' } : {}) })
  })
  parts.notices.tell(ticket.runHash)
  return { ticket, check: { ...check, ...change, revision: check.revision + 1 } }
}
