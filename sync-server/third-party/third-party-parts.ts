import { Type } from 'typebox'
import { ThirdPartyProvider } from '../contract/third-party.ts'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { Logger } from '../platform/logger.ts'
import type { ThirdPartySettings } from '../platform/third-party-settings.ts'
import type { Ask } from './bounded-request.ts'
import { oneUse, type OneUseParts } from './one-use.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

/** What signing in through third parties needs of its surroundings. */
export interface ThirdPartyParts extends OneUseParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly policy: Policy
  readonly logger: Logger
  readonly thirdParties: ThirdPartySettings
  readonly ask: Ask
  /** The address under which citizens' browsers know this server. */
  readonly origin: () => string
}

const MINUTE_S = 60
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Came = { provider: ThirdPartyProvider, browser: Hash, returnTo: Type.String({ maxLength: 200 }) }

/** A browser that was sent to a third party, until it comes back. */
const Attempt = Type.Object({
  ...Came,
  nonce: Hash,
  codeVerifier: Hash,
  redirectUri: Type.String(),
  isInApp: Type.Boolean(),
})
/** Somebody of whom a third party says who it is. */
const Known = Type.Object({ ...Came, subjectHash: Hash, maskedName: Type.Optional(Type.String({ maxLength: 60 })) })
/** Somebody who may take the wish to close an account back. */
const Restorer = Type.Object({ ...Came, accountId: Type.String() })

/** Browsers that are at a third party, by `state`. */
export const attemptsOf = (parts: OneUseParts) =>
  oneUse({ name: 'attempt', schema: Attempt, lifeS: 10 * MINUTE_S }, parts)
/** What came of it, on its way to the page that asks. */
export const handoffsOf = (parts: OneUseParts) => oneUse({ name: 'handoff', schema: Known, lifeS: 2 * MINUTE_S }, parts)
/** New acquaintances, while the citizen signs in or registers. */
export const linkTicketsOf = (parts: OneUseParts) =>
  oneUse({ name: 'link-ticket', schema: Known, lifeS: 20 * MINUTE_S }, parts)
/** Accounts whose owners are asked whether to keep them. */
export const restoreTicketsOf = (parts: OneUseParts) =>
  oneUse({ name: 'restore-ticket', schema: Restorer, lifeS: 10 * MINUTE_S }, parts)
