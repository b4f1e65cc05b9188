import { Type, type Static } from 'typebox'
import { object } from './shape.ts'
import { NewSession } from './online-flow.ts'
import { Instant } from './staff.ts'
import { thirdParties, ThirdPartyProvider, thirdPartyProviders } from './third-party-provider.ts'

export { ThirdPartyProvider, thirdParties, thirdPartyProviders }

/** Narrows a text from outside to a known third party. */
export function isThirdParty(text: string | undefined): text is ThirdPartyProvider {
  return text !== undefined && Object.hasOwn(thirdParties, text)
}

/** A secret that stands for one thing that was proved; used once. */
export const Secret = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** A place in the phone's own pages to come back to; never an address of anybody else. */
export const LOCAL_RETURN = /^\/(?!\/)[\w./-]{0,199}$/

/** What came of signing in through a third party: a session, a question about an account that is closing, or a new acquaintance. */
export const HandoffAnswer = Type.Union([
  object({ provider: ThirdPartyProvider, returnTo: Type.String({ maxLength: 200 }), session: NewSession }),
  object({
    provider: ThirdPartyProvider,
    returnTo: Type.String({ maxLength: 200 }),
    restoreTicket: Secret,
    eraseAt: Instant,
  }),
  object({
    provider: ThirdPartyProvider,
    returnTo: Type.String({ maxLength: 200 }),
    linkTicket: Secret,
    maskedName: Type.Optional(Type.String({ maxLength: 60 })),
  }),
])
export type HandoffAnswer = Static<typeof HandoffAnswer>

/** A session after the wish to close the account was taken back. */
export const RestoredSession = object({ session: NewSession })

/** One third party that may sign the account's owner in. */
export const AccountLink = object({
  provider: ThirdPartyProvider,
  maskedName: Type.Optional(Type.String({ maxLength: 60 })),
  linkedAt: Instant,
})
export type AccountLink = Static<typeof AccountLink>
