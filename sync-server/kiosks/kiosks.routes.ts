import type { Handlers } from '../platform/http/caller.ts'
import { enrol, type KioskParts, standingOf } from './kiosks.service.ts'

/** Enrolment and standing of kiosks. */
export function kioskRoutes(parts: KioskParts): Pick<Handlers, 'enrolKiosk' | 'kioskStanding'> {
  return {
    enrolKiosk: ({ body }) => enrol(parts, body),
    kioskStanding: ({ caller }) => standingOf(parts, caller),
  }
}
