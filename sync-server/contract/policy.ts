import { Type, type Static } from 'typebox'
import { defaultFacePolicy, FacePolicy } from './face-limits.ts'

/** What a hall's authority decides and every kiosk and server process obeys; versioned, sent at enrolment and with each health call. */
export const Policy = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    face: FacePolicy,
    /** How long a staff member may work at a kiosk after signing in online there. */
    staffOfflineHours: Type.Integer({ minimum: 1, maximum: 72 }),
    /** After this long without a server the kiosk takes no new citizens; what was accepted stays. */
    kioskOfflineHours: Type.Integer({ minimum: 1, maximum: 720 }),
    /** From the card's last byte to the clerk's attestation. */
    evidenceWindowMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
    /** Free space under which no new citizen is taken. */
    minimumFreeMiB: Type.Integer({ minimum: 1 }),
    account: Type.Object(
      {
        /** Days between a citizen's wish to close the account and its erasure; signing in takes the wish back. 0 erases at once. */
        coolingOffDays: Type.Integer({ minimum: 0, maximum: 60 }),
        /** Life of a code, wrong tries per identifier and purpose, and pause between two sends. */
        codeMinutes: Type.Integer({ minimum: 1, maximum: 30 }),
        codeTries: Type.Integer({ minimum: 1, maximum: 20 }),
        resendSeconds: Type.Integer({ minimum: 1, maximum: 600 }),
        /** Codes a day: to one phone or address, from one kiosk, from one network, from everywhere. */
        codesPerAddress: Type.Integer({ minimum: 1 }),
        codesPerKiosk: Type.Integer({ minimum: 1 }),
        codesPerNetwork: Type.Integer({ minimum: 1 }),
        codesPerDay: Type.Integer({ minimum: 1 }),
        /** A session without a request ends after this long, and in any case after twelve times as long. */
        sessionIdleMinutes: Type.Integer({ minimum: 1, maximum: 120 }),
        /** How long a QR code can be scanned. */
        ticketSeconds: Type.Integer({ minimum: 10, maximum: 600 }),
        /** How long the number of an appointment for on-site verification opens the account at a counter. */
        appointmentDays: Type.Integer({ minimum: 1, maximum: 60 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type Policy = Static<typeof Policy>

/** Starting values; their reasons are in the decision records on face thresholds and offline limits. */
export const defaultPolicy: Policy = {
  version: 1,
  face: defaultFacePolicy,
  staffOfflineHours: 12,
  kioskOfflineHours: 72,
  evidenceWindowMinutes: 30,
  minimumFreeMiB: 200,
  account: {
    coolingOffDays: 7,
    codeMinutes: 5,
    codeTries: 5,
    resendSeconds: 60,
    codesPerAddress: 20,
    codesPerKiosk: 500,
    codesPerNetwork: 2000,
    codesPerDay: 100_000,
    sessionIdleMinutes: 15,
    ticketSeconds: 120,
    appointmentDays: 15,
  },
}
