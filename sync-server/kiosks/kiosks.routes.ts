import type { Handlers } from '../platform/http/caller.ts'
import { takeReport } from './kiosk-reports.service.ts'
import { enrol, type KioskParts, standingOf } from './kiosks.service.ts'

/** Enrolment, standing and reports of kiosks. */
export function kioskRoutes(parts: KioskParts): Pick<Handlers, 'enrolKiosk' | 'kioskStanding' | 'reportKiosk'> {
  return {
    enrolKiosk: ({ body }) => enrol(parts, body),
    kioskStanding: ({ caller }) => standingOf(parts, caller),
    reportKiosk: async ({ caller, body }) => {
      await takeReport(parts, caller, body)
      return undefined
    },
  }
}
