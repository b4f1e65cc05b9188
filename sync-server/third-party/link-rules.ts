import type { AuthenticationMethod } from '../contract/account-centre.ts'
import type { FailureCode } from '../contract/failure.ts'

/** How long ago a session may have begun for its holder to add a way in. */
const FRESH_MS = 15 * 60_000
/** Ways to sign in that prove what the account itself is made of, and not another link or another device. */
const OWN_PROOF: ReadonlySet<AuthenticationMethod> = new Set(['password', 'sms', 'registration'])

/** Why the holder of a session may not add a way in: a stolen or borrowed session must not outlive itself. */
export function linkingFault(
  session: { readonly method: AuthenticationMethod; readonly startedAt: string },
  now: Date,
): FailureCode | undefined {
  const isFresh = now.getTime() - Date.parse(session.startedAt) <= FRESH_MS
  return isFresh && OWN_PROOF.has(session.method) ? undefined : 'link.sign-in-again'
}

/** What stands when a link is wished for. */
export interface LinkStanding {
  /** Whose subject it is already. */
  readonly owner: string | undefined
  /** Whether the account has another subject of the same third party. */
  readonly isProviderTaken: boolean
}

/** Why an account cannot have a link; a link that it has already is no fault. */
export function linkFault(accountId: string, { owner, isProviderTaken }: LinkStanding): FailureCode | undefined {
  if (owner === accountId) return undefined
  if (owner !== undefined) return 'link.taken'
  return isProviderTaken ? 'link.provider-taken' : undefined
}

/** Why a link cannot go: nobody is left without a way in. */
export function unlinkingFault(ways: {
  readonly links: number
  readonly isSignInPossible: boolean
}): FailureCode | undefined {
  return ways.links > 1 || ways.isSignInPossible ? undefined : 'link.only-way'
}
