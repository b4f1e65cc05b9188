import { type Check, confirmCheck } from '../../claims/register-check.service.ts'
import type { StepContext } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { claimIdentity, type ClaimResult } from './identity-claim.ts'

/**
 * A check with a register, whole: counted, asked, claimed. That a document is another account's is told only to whoever knows what
 * the register knows.
 */
export async function passCheck(context: StepContext, check: Check): Promise<ClaimResult> {
  const { parts, caller } = context
  return claimIdentity(context, await confirmCheck(parts, { accountId: accountOf(context), caller }, check))
}
