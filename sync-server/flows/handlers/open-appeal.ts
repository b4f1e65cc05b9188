import { phoneOfAccount } from '../../accounts/identity.service.ts'
import { openAppeal } from '../../appeals/appeals.service.ts'
import { maskPhone } from '../../contract/mask.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { claimOf } from './identity-claim.ts'

/** 人工申诉 (manual 1.1): why, what can be shown, and in one's own words; the answer goes to the account's phone. */
export const openAppealStep: StepHandler<'open-appeal'> = {
  async input(context) {
    const { database, personal } = context.parts
    const phone = await phoneOfAccount(database.reader, personal, accountOf(context))
    return phone === undefined ? {} : { maskedPhone: maskPhone(phone) }
  },
  answer(context, { reason, proofs, words }) {
    const { parts, caller } = context
    const opened = { caller, accountId: accountOf(context), claim: claimOf(context), reason, proofs, words }
    return Promise.resolve({
      outcome: 'opened',
      commit: async (tx) => ({ appeal: await openAppeal(tx, parts, opened) }),
    })
  },
}
