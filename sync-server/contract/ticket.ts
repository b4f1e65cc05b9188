import { Type, type Static } from 'typebox'
import { phoneErrandStates } from './flow/online-form.ts'
import { object } from './shape.ts'
import { Instant } from './staff.ts'

/** What a phone is asked to do by scanning a ticket, and how many seconds it has for that once it has scanned. */
export interface TicketPurposeRow {
  readonly title: string
  /** Who confirms: whoever is signed in on the phone, or the server itself once it has judged what the phone sent. */
  readonly confirmedBy: 'citizen' | 'server'
  readonly secondsAfterScan: number
}

/** Everything a ticket can be for; one row each. */
export const ticketPurposes = {
  'sign-in': { title: '授权登录', confirmedBy: 'citizen', secondsAfterScan: 180 },
  face: { title: '人脸识别认证', confirmedBy: 'server', secondsAfterScan: 480 },
} as const satisfies Record<string, TicketPurposeRow>
export type TicketPurpose = keyof typeof ticketPurposes

/** The secret in the address that a QR code shows: 144 random bits. */
export const TicketCode = Type.String({ pattern: '^[A-Za-z0-9_-]{24}$' })
/** The secret of the phone that scanned first: nobody else goes on with the ticket. */
export const PhoneToken = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
/** The number that the kiosk shows; the phone picks it among three. */
export const MatchNumber = Type.String({ pattern: '^\\d{2}$' })

const place = {
  hall: Type.Optional(Type.String({ maxLength: 120 })),
  kioskName: Type.Optional(Type.String({ maxLength: 60 })),
}
const Errand = {
  purpose: Type.Enum(Object.keys(ticketPurposes) as TicketPurpose[]),
  ...place,
  /** One of them stands on the kiosk's screen. */
  matchChoices: Type.Array(MatchNumber, { minItems: 3, maxItems: 3 }),
  expiresAt: Instant,
}

/** What the phone that scanned first is told: what for and where, so that nobody confirms for a screen elsewhere. */
export const ScannedTicket = object({ ...Errand, phoneToken: PhoneToken })
export type ScannedTicket = Static<typeof ScannedTicket>

/** How a ticket stands, for the phone that has it. */
export const TicketView = object({ ...Errand, state: Type.Enum(phoneErrandStates) })
export type TicketView = Static<typeof TicketView>
