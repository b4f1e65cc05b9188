import type { Handlers } from '../platform/http/caller.ts'
import { cancelTicket, confirmTicket, type PhoneParts, readTicket, scanTicket } from './phone.service.ts'

type TicketRoutes = 'scanTicket' | 'readTicket' | 'confirmTicket' | 'cancelTicket'

/** Tickets as the phone that scans them calls them. */
export function ticketRoutes(parts: PhoneParts): Pick<Handlers, TicketRoutes> {
  return {
    scanTicket: ({ body }) => scanTicket(parts, body.code),
    readTicket: ({ body }) => readTicket(parts, body.phoneToken),
    confirmTicket: async ({ caller, body }) => {
      await confirmTicket(parts, caller, body)
      return undefined
    },
    cancelTicket: async ({ body }) => {
      await cancelTicket(parts, body.phoneToken)
      return undefined
    },
  }
}
