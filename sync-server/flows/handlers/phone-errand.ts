import type { PhoneErrand } from '../../contract/flow/online-form.ts'
import type { TicketPurpose } from '../../contract/ticket.ts'
import type { Entry, StepContext } from '../step-handler.ts'

/** States in which a ticket stays as it is: nobody has scanned it, or it can be collected. */
const STAYS: ReadonlySet<PhoneErrand['state']> = new Set(['waiting', 'confirmed'])

/** How the errand of a run's ticket stands. */
export function lookAtErrand({ parts, runHash, memory }: StepContext): Promise<PhoneErrand> {
  return parts.tickets.look(runHash, memory.ticketCode ?? '')
}

/** The ticket with which a step on the citizen's phone begins; asked again, a new one where the former is of no use any more. */
export async function enterErrand(context: StepContext, purpose: TicketPurpose): Promise<Entry> {
  const { parts, runHash, caller, memory } = context
  if (memory.ticketCode !== undefined && STAYS.has((await lookAtErrand(context)).state)) return { memory: {} }
  const kioskId = caller.kiosk?.kioskId ?? null
  const { accountId } = memory
  const owner = accountId === undefined ? {} : { accountId }
  const { code, commit } = parts.tickets.issue({ purpose, runHash, kioskId, ...owner })
  return { memory: { ticketCode: code }, commit }
}
