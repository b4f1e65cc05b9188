import { Type, type Static } from 'typebox'
import { Instant, Uuid } from './staff.ts'

/** One completed step in a sealed log; `output` is checked against the step kind's schema by whoever replays it. */
export const SessionLogEntry = Type.Object(
  {
    step: Type.String({ maxLength: 60 }),
    outcome: Type.String({ maxLength: 60 }),
    output: Type.Unknown(),
    at: Instant,
  },
  { additionalProperties: false },
)

/** A finished session as the kiosk seals it and the server replays it. */
export const SessionLog = Type.Object(
  {
    recordId: Uuid,
    kioskId: Uuid,
    flow: Type.String({ maxLength: 60 }),
    flowVersion: Type.Integer({ minimum: 1 }),
    startedAt: Instant,
    finishedAt: Instant,
    /** Number on the citizen's receipt; tells nothing about the person. */
    receiptNumber: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$' }),
    wasOnline: Type.Boolean(),
    entries: Type.Array(SessionLogEntry, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
)
export type SessionLog = Static<typeof SessionLog>
