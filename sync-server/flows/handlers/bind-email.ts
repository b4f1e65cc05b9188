import { bindEmail as keepEmail } from '../../accounts/owner-changes.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/** 绑定邮箱 (manual 1.7). That an address is another account's is told only after its code was right. */
export const bindEmail: StepHandler<'bind-email'> = {
  input: () => Promise.resolve({}),
  codeTarget: (_context, typed = '') =>
    Promise.resolve({ address: { channel: 'email', to: typed, purpose: 'bind-email' }, isForNobody: false }),
  answer(context, { email }) {
    return Promise.resolve({
      outcome: 'bound',
      async commit(tx) {
        const accountId = accountOf(context)
        await keepEmail(tx, context.parts, { accountId, email })
        await noteChange(tx, context, 'account.email-bound')
        return {}
      },
    })
  },
}
