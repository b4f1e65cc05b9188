import { bindByCheck, type Holder, raiseLevelByCheck } from '../../accounts/real-name.service.ts'
import { type AuthorityName, askAuthority, type Told } from '../../authorities/authorities.service.ts'
import type { OnlineCheckKind } from '../../contract/evidence.ts'
import { type FailureCode, Problem } from '../../contract/failure.ts'
import { highestOf, keepCheck } from '../../levels/levels.service.ts'
import { instant } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { RunMemory, StepContext } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

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

/** Document, evidence, level and audit line of one check, in one transaction. A level that the account has is never lowered. */
async function keep(tx: Transaction, context: StepContext, kept: Check & { authority: string }): Promise<RunMemory> {
  const { parts } = context
  const accountId = accountOf(context)
  const now = parts.clock.now()
  const before = await bindByCheck(tx, parts, { accountId, holder: kept.holder })
  const id = newId(now)
  const documentHash = parts.personal.hash(`identity-check/${accountId}`, kept.holder.documentNumber)
  const { kind, authority } = kept
  const check = { id, accountId, kind, authority, documentHash, checkedAt: instant(now) } as const
  const level = highestOf([before, await keepCheck(tx, check)])
  await raiseLevelByCheck(tx, accountId, { id, level })
  await noteChange(tx, context, { action: 'account.identity-checked', detail: { kind } })
  return {}
}

/**
 * A check with a register, whole: counted, asked, kept. That a document is another account's is told only to whoever knows what
 * the register knows.
 */
export async function passCheck(
  context: StepContext,
  check: Check,
): Promise<{ outcome: 'verified'; commit: (tx: Transaction) => Promise<RunMemory> }> {
  const authority = await confirmed(context, check)
  return { outcome: 'verified', commit: (tx) => keep(tx, context, { ...check, authority }) }
}
