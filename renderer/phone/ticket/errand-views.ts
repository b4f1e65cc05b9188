import { type Component, defineAsyncComponent } from 'vue'
import type { TicketPurpose } from '../../../sync-server/contract/ticket.ts'

/** What a phone shows for a ticket that it holds, by what the ticket is for; each is given `ticket` and `code`. */
export const errandViews: Readonly<Partial<Record<TicketPurpose, Component>>> = {
  face: defineAsyncComponent(() => import('../face/FaceErrand.vue')),
  'sign-in': defineAsyncComponent(() => import('./ConfirmSignIn.vue')),
}
