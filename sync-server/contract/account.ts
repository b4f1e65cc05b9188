import { Type, type Static } from 'typebox'
import { AssuranceLevel } from './level.ts'
import { Uuid } from './staff.ts'

/** Mainland mobile number as people write it, 11 digits; 1000000xxxx are never issued and serve synthetic people. */
export const PhoneNumber = Type.String({ pattern: '^1\\d{10}$' })
/** Manual 1.1: 6–20 characters, first a letter, letters and digits only. */
export const Username = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{5,19}$' })

/** An account as a counter may see it: everything personal masked by the server. */
export const AccountView = Type.Object(
  {
    accountId: Uuid,
    maskedUsername: Type.Optional(Type.String()),
    maskedPhone: Type.Optional(Type.String()),
    maskedName: Type.Optional(Type.String()),
    level: AssuranceLevel,
  },
  { additionalProperties: false },
)
export type AccountView = Static<typeof AccountView>

/**
 * Which account a verification is for. Online it is resolved at once (`account`); offline the clerk's words go into the
 * record and the server resolves them, `new` opening the account if nobody has claimed the phone meanwhile.
 */
export const AccountRef = Type.Union([
  Type.Object({ by: Type.Literal('account'), accountId: Uuid }, { additionalProperties: false }),
  Type.Object({ by: Type.Literal('phone'), phoneNumber: PhoneNumber }, { additionalProperties: false }),
  Type.Object({ by: Type.Literal('username'), username: Username }, { additionalProperties: false }),
  Type.Object({ by: Type.Literal('document') }, { additionalProperties: false }),
  Type.Object({ by: Type.Literal('new'), phoneNumber: PhoneNumber }, { additionalProperties: false }),
])
export type AccountRef = Static<typeof AccountRef>
