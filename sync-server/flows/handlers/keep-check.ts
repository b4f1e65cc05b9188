import type { Holder } from '../../accounts/real-name.service.ts'
import { type AuthorityName, askAuthority, type Told } from '../../authorities/authorities.service.ts'
import type { OnlineCheckKind } from '../../contract/evidence.ts'
import { type FailureCode, Problem } from '../../contract/failure.ts'
import type { StepContext } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { claimIdentity, type ClaimResult } from './identity-claim.ts'

/** One question to a register, and the words for what may come of it. */
export interface Check {
  readonly kind: OnlineCheckKind
  readonly register: AuthorityName
  readonly holder: Holder
  readonly facts: Readonly<Record<string, string>>
  readonly mismatch: FailureCode
  readonly unavailable: FailureCode
}

/** A question to a register tells something about a stranger, so that questions are counted like wrong passwords. */
async function countQuestion({ parts, caller }: StepContext, counted: string): Promise<void> {
  try {
    await parts.challenges.countTry(counted, caller)
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    const { retryAfterS } = cause
    throw new Problem('identity.too-many-tries', { cause, ...(retryAfterS === undefined ? {} : { retryAfterS }) })
  }
}

function assertMatch({ verdict }: Told, { mismatch }: Check): void {
  if (verdict === 'credit-card') throw new Problem('bank-card.credit')
  if (verdict !== 'match') throw new Problem(mismatch)
}

/** Asks the register; the answer is who said yes. Throws the check's own words for no and for no answer. */
async function confirmed(context: StepContext, check: Check): Promise<string> {
  const { parts, caller } = context
  const { type: documentType, documentNumber, fullName } = check.holder
  const counted = parts.personal.hash(check.kind, accountOf(context))
  await countQuestion(context, counted)
  const question = { documentType, documentNumber, fullName, facts: check.facts }
  const told = await askAuthority(parts, { name: check.register, question }, check.unavailable)
  assertMatch(told, check)
  await parts.challenges.forgetTries(counted, caller)
  return told.authority
}

/**
 * A check with a register, whole: counted, asked, claimed. That a document is another account's is told only to whoever knows what
 * the register knows.
 */
export async function passCheck(context: StepContext, check: Check): Promise<ClaimResult> {
  const authority = await confirmed(context, check)
  const { kind, holder } = check
  return claimIdentity(context, { kind, authority, holder })
}
