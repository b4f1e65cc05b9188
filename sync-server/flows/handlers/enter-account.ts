import { type Entrance, entranceBehind } from '../../accounts/entrance.service.ts'
import type { AuthenticationMethod } from '../../contract/account-centre.ts'
import { Problem } from '../../contract/failure.ts'
import { beginSession } from '../../sessions/sessions.service.ts'
import type { StepContext, StepResult } from '../step-handler.ts'

/** Somebody who has proved to be the owner of an account. */
interface Owner {
  readonly identifierHash: string
  readonly entrance: Entrance
  readonly method: AuthenticationMethod
}

/**
 * Lets the owner in, or on to the question whether to close the account. The account is looked at again where the session
 * begins: a password that was changed, or an account that was frozen meanwhile, lets nobody in.
 */
export function enterAccount(
  { parts, caller }: StepContext,
  { identifierHash, entrance, method }: Owner,
): StepResult<'sign-in'> & StepResult<'sign-in-by-sms'> & StepResult<'prove-card-holder'> {
  const { accountId, standing, passwordHash } = entrance
  if (standing === 'closing') return { outcome: 'closing', memory: { accountId } }
  return {
    outcome: 'signed-in',
    async commit(tx) {
      const now = await entranceBehind(tx, parts, identifierHash)
      const isSame = now?.accountId === accountId && now.standing === standing && now.passwordHash === passwordHash
      if (!isSame) throw new Problem('sign-in.failed')
      return { accountId, session: await beginSession(tx, parts, { caller, accountId, method }) }
    },
  }
}
