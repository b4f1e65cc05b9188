import { closeAccount } from '../../accounts/closing.service.ts'
import { deregistrationConsequences, HOTLINE } from '../../contract/user-agreement.ts'
import { giveNotice } from '../../notices/notices.service.ts'
import { endAllOf } from '../../sessions/sessions.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'

/**
 * 账号注销 (manual 1.5.2): the consequences, and the press that decides. Every session ends. Where the policy knows no
 * cooling-off the account is erased in the same transaction.
 */
export const confirmDeregistration: StepHandler<'confirm-deregistration'> = {
  input: ({ parts }) =>
    Promise.resolve({
      consequences: [...deregistrationConsequences],
      coolingOffDays: parts.policy.account.coolingOffDays,
      hotline: HOTLINE,
    }),
  answer(context, { act }) {
    if (act === 'keep') return Promise.resolve({ outcome: 'kept' })
    const { parts, caller } = context
    const { coolingOffDays } = parts.policy.account
    return Promise.resolve({
      outcome: coolingOffDays === 0 ? 'erased' : 'confirmed',
      async commit(tx) {
        const accountId = accountOf(context)
        await giveNotice(tx, parts, { accountId, kind: coolingOffDays === 0 ? 'account-closed' : 'account-closing' })
        await closeAccount(tx, parts, { caller, accountId, coolingOffDays })
        await endAllOf(tx, accountId)
        return {}
      },
    })
  },
}
