import { bindPhone as keepPhone, phoneOf } from '../../accounts/owner-changes.service.ts'
import { Problem } from '../../contract/failure.ts'
import { giveNotice } from '../../notices/notices.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange, renewSession } from './citizen-step.ts'

/**
 * 绑定手机 (manual 1.6.2): one account, one phone. That a number is another account's is told only after its code was right;
 * that it is the owner's present one, at once. Every session ends, and the one here goes on under a new token.
 */
export const bindPhone: StepHandler<'bind-phone'> = {
  input: () => Promise.resolve({}),
  async codeTarget(context, typed = '') {
    if (typed === (await phoneOf(context.parts, accountOf(context)))) throw new Problem('phone.unchanged')
    return { address: { channel: 'sms', to: typed, purpose: 'bind-phone' }, isForNobody: false }
  },
  answer(context, { phoneNumber }) {
    return Promise.resolve({
      outcome: 'bound',
      async commit(tx) {
        const accountId = accountOf(context)
        await giveNotice(tx, context.parts, { accountId, kind: 'phone-changed', alsoTo: phoneNumber })
        await keepPhone(tx, context.parts, { accountId, phoneNumber })
        await noteChange(tx, context, 'account.phone-bound')
        return renewSession(tx, context)
      },
    })
  },
}
