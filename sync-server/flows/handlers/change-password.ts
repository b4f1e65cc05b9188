import { isPasswordOf, replacementFault, setPassword } from '../../accounts/passwords.service.ts'
import { Problem } from '../../contract/failure.ts'
import { giveNotice } from '../../notices/notices.service.ts'
import { RefusedAnswer, type StepContext, type StepHandler } from '../step-handler.ts'
import { accountOf, noteChange, renewSession } from './citizen-step.ts'

/** The old password proves its owner once more; tries are counted like those of signing in, for this account at this place. */
async function proveOldPassword(context: StepContext, oldPassword: string): Promise<void> {
  const { parts, caller } = context
  const accountId = accountOf(context)
  const counted = parts.personal.hash('old-password', accountId)
  await parts.challenges.countTry(counted, caller)
  if (!(await isPasswordOf(parts, accountId, oldPassword))) {
    throw new RefusedAnswer('password.wrong', { commit: (tx) => noteChange(tx, context, 'account.password-wrong') })
  }
  await parts.challenges.forgetTries(counted, caller)
}

/** 修改密码 (manual 1.6.1). Every other session ends; the one here goes on under a new token. */
export const changePassword: StepHandler<'change-password'> = {
  input: () => Promise.resolve({}),
  async answer(context, { oldPassword, password }) {
    const { parts } = context
    const accountId = accountOf(context)
    await proveOldPassword(context, oldPassword)
    const fault = await replacementFault(parts, accountId, password)
    if (fault) throw new Problem(fault)
    const hash = await parts.passwords.hash(password)
    return {
      outcome: 'changed',
      async commit(tx) {
        await setPassword(tx, parts, { accountId, hash })
        await giveNotice(tx, parts, { accountId, kind: 'password-changed' })
        await noteChange(tx, context, 'account.password-changed')
        return renewSession(tx, context)
      },
    }
  },
}
