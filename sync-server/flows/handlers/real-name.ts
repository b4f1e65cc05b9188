import { confirmRealName } from '../../claims/register-check.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { claimIdentity } from './identity-claim.ts'

/** 实名认证 for the five types of document; the document becomes this account's. 暂不认证 goes on without. */
export const realName: StepHandler<'real-name'> = {
  input: () => Promise.resolve({}),
  async answer(context, output) {
    if (output.act === 'skip') return { outcome: 'skipped' }
    if (output.act === 'by-card') return { outcome: 'by-card' }
    const { parts, caller } = context
    return claimIdentity(context, await confirmRealName(parts, { accountId: accountOf(context), caller }, output))
  },
}
