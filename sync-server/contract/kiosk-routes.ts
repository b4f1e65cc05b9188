import { KioskReport } from './device-health.ts'
import { EnrolledKiosk, Enrolment, KioskStanding } from './kiosk.ts'
import type { Route } from './route-row.ts'

/** What a kiosk and the server tell each other about the kiosk itself: rows of the route table. */
export const kioskRoutes = {
  enrolKiosk: {
    method: 'POST',
    path: '/v1/kiosks/enrolment',
    guard: 'open',
    summary: 'Enrol a kiosk with a one-time code and its public key',
    body: Enrolment,
    reply: EnrolledKiosk,
  },
  kioskStanding: {
    method: 'GET',
    path: '/v1/kiosk',
    guard: 'kiosk',
    summary: 'Policy, keys, time and chain position for the asking kiosk',
    reply: KioskStanding,
  },
  reportKiosk: {
    method: 'PUT',
    path: '/v1/kiosk/report',
    guard: 'kiosk',
    summary: 'How the kiosk is: software, records that wait, devices. The latest word counts',
    body: KioskReport,
  },
} as const satisfies Record<string, Route>
