import { identifiersOf } from '../../accounts/entrance.service.ts'
import { replacementFault, setPassword as keepPassword } from '../../accounts/passwords.service.ts'
import { mayRecover } from '../../accounts/recovery.service.ts'
import { Problem } from '../../contract/failure.ts'
import { giveNotice } from '../../notices/notices.service.ts'
import { endAllOf } from '../../sessions/sessions.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/**
 * 设置新密码 (manual 1.2.4): the end of recovery. Every session of the account ends, and nobody is signed in by it.
 * Wrong passwords that were typed before do not delay the right one.
 */
export const setPassword: StepHandler<'set-password'> = {
  input: () => Promise.resolve({}),
  async answer(context, { password }) {
    const { parts, caller, memory } = context
    const accountId = accountOf(context)
    const fault = await replacementFault(parts, accountId, password)
    if (fault) throw new Problem(fault)
    const hash = await parts.passwords.hash(password)
    const named = identifiersOf(parts.personal).accountName(memory.accountName ?? '')
    await parts.challenges.forgetTries(named, caller)
    return {
      outcome: 'set',
      async commit(tx) {
        if (!(await mayRecover(tx, parts, accountId))) throw new Problem('flow.gone')
        await keepPassword(tx, parts, { accountId, hash })
        await endAllOf(tx, accountId)
        await giveNotice(tx, parts, { accountId, kind: 'password-changed' })
        await noteChange(tx, context, 'account.password-set')
        return {}
      },
    }
  },
}
