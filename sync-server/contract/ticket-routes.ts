import { object } from './shape.ts'
import type { Route } from './route-row.ts'
import { MatchNumber, PhoneToken, ScannedTicket, TicketCode, TicketView } from './ticket.ts'

/** What a phone says about a ticket that it has scanned (manual 1.2.3). */
export const ticketRoutes = {
  scanTicket: {
    method: 'POST',
    path: '/v1/tickets/scan',
    guard: 'client',
    summary: "A phone has scanned a kiosk's QR code; the first phone gets the ticket, every other one is refused",
    body: object({ code: TicketCode }),
    reply: ScannedTicket,
  },
  readTicket: {
    method: 'POST',
    path: '/v1/tickets/read',
    guard: 'client',
    summary: 'How a ticket stands, for the phone that scanned it',
    body: object({ phoneToken: PhoneToken }),
    reply: TicketView,
  },
  confirmTicket: {
    method: 'POST',
    path: '/v1/tickets/confirm',
    guard: 'citizen',
    summary:
      '确认授权: let the kiosk sign in to the account of this session; another number than the one on its screen cancels',
    body: object({ phoneToken: PhoneToken, matchNumber: MatchNumber }),
  },
  cancelTicket: {
    method: 'POST',
    path: '/v1/tickets/cancel',
    guard: 'client',
    summary: 'Give a scanned ticket up. Repeating changes nothing',
    body: object({ phoneToken: PhoneToken }),
  },
} as const satisfies Record<string, Route>
