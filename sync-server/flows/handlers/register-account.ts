import { likeAccountFault, register } from '../../accounts/registration.service.ts'
import { Problem } from '../../contract/failure.ts'
import { beginSession } from '../../sessions/sessions.service.ts'
import type { StepHandler } from '../step-handler.ts'

/**
 * 注册账号. Everybody may have a code; that a phone has an account already is told only after its code was right, so that
 * nobody can ask for the numbers of others.
 */
export const registerAccount: StepHandler<'register-account'> = {
  input: () => Promise.resolve({}),
  codeTarget: (_context, typed = '') =>
    Promise.resolve({ address: { channel: 'sms', to: typed, purpose: 'register' }, isForNobody: false }),
  async answer({ parts, caller }, { username, phoneNumber, password }) {
    const fault = likeAccountFault(password, { username, phoneNumber })
    if (fault) throw new Problem(fault)
    const passwordHash = await parts.passwords.hash(password)
    return {
      outcome: 'registered',
      async commit(tx) {
        const applicant = { username, phoneNumber, passwordHash }
        const accountId = await register(tx, parts, { applicant, caller })
        return { accountId, session: await beginSession(tx, parts, { caller, accountId, method: 'registration' }) }
      },
    }
  },
}
