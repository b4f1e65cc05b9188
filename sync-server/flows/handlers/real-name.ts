import { bindByCheck, raiseLevelByCheck } from '../../accounts/real-name.service.ts'
import { normaliseDocumentNumber } from '../../contract/document/index.ts'
import { Problem } from '../../contract/failure.ts'
import { isKnownTogether } from '../../identity/ask-register.service.ts'
import { highestOf, keepCheck } from '../../levels/levels.service.ts'
import { instant } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { StepContext, StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/** Name and number as they are kept. */
interface Claimed {
  readonly fullName: string
  readonly documentNumber: string
}

/** A question to the register tells something about a stranger, so that questions are counted like wrong passwords. */
async function countQuestion({ parts, caller }: StepContext, counted: string): Promise<void> {
  try {
    await parts.challenges.countTry(counted, caller)
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    const { retryAfterS } = cause
    throw new Problem('identity.too-many-tries', { cause, ...(retryAfterS === undefined ? {} : { retryAfterS }) })
  }
}

async function assertMatch(context: StepContext, claimed: Claimed): Promise<void> {
  const { parts, caller } = context
  const counted = parts.personal.hash('real-name', accountOf(context))
  await countQuestion(context, counted)
  if (!(await isKnownTogether(parts.identityRegister, claimed))) throw new Problem('identity.mismatch')
  await parts.challenges.forgetTries(counted, caller)
}

/** Document, evidence, level and audit line of one check, in one transaction. A level that the account has is never lowered. */
async function keepRealName(tx: Transaction, context: StepContext, claimed: Claimed): Promise<void> {
  const { parts } = context
  const { clock, personal, identityRegister } = parts
  const accountId = accountOf(context)
  const now = clock.now()
  const before = await bindByCheck(tx, parts, { accountId, holder: { type: 'resident-id-card', ...claimed } })
  const id = newId(now)
  const documentHash = personal.hash(`identity-check/${accountId}`, claimed.documentNumber)
  const { authority } = identityRegister
  const check = { id, accountId, kind: 'real-name', authority, documentHash, checkedAt: instant(now) } as const
  const level = highestOf([before, await keepCheck(tx, check)])
  await raiseLevelByCheck(tx, accountId, { id, level })
  await noteChange(tx, context, 'account.real-name-verified')
}

/**
 * 实名认证 (manual 1.1, 1.3.1): name and number are compared with the register, and the document becomes this account's. That it
 * is another account's is told only to whoever knows both. 暂不认证 goes on without.
 */
export const realName: StepHandler<'real-name'> = {
  input: () => Promise.resolve({}),
  async answer(context, output) {
    if (output.act === 'skip') return { outcome: 'skipped' }
    const fullName = output.fullName.normalize('NFC').trim()
    const claimed = { fullName, documentNumber: normaliseDocumentNumber(output.residentIdNumber) }
    await assertMatch(context, claimed)
    return {
      outcome: 'verified',
      async commit(tx) {
        await keepRealName(tx, context, claimed)
        return {}
      },
    }
  },
}
