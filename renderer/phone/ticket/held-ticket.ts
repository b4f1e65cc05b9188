import type { TicketView } from '../../../sync-server/contract/ticket.ts'
import type { Phone } from '../client/phone.ts'

/** A ticket that this phone has scanned, and the secret by which it goes on with it. */
export interface HeldTicket extends TicketView {
  readonly phoneToken: string
}

interface Kept {
  readonly code: string
  readonly phoneToken: string
}
const NAME = 'ticket'

/**
 * Scans a ticket, or looks how it stands where this tab has scanned it already: after signing in, and after a reload. Throws
 * ticket.* when it is not this phone's.
 */
export async function holdTicket({ call, store }: Pick<Phone, 'call' | 'store'>, code: string): Promise<HeldTicket> {
  const kept = store.get<Kept>(NAME)
  if (kept?.code === code) {
    const { phoneToken } = kept
    return { ...(await call('readTicket', { body: { phoneToken } })), phoneToken }
  }
  const scanned = await call('scanTicket', { body: { code } })
  store.set(NAME, { code, phoneToken: scanned.phoneToken } satisfies Kept)
  return { ...scanned, state: 'scanned' }
}

/** The ticket has done its work here. */
export const dropTicket = ({ store }: Pick<Phone, 'store'>): void => store.drop(NAME)
