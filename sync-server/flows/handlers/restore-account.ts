import { erasureOf, restore } from '../../accounts/entrance.service.ts'
import type { AuthenticationMethod } from '../../contract/account-centre.ts'
import { Problem } from '../../contract/failure.ts'
import { beginSession } from '../../sessions/sessions.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/** How the owner has proved it in the flow that came here. */
const METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  'sign-in': 'password',
  'sign-in-by-sms': 'sms',
  'sign-in-by-qr': 'qr',
}

/** Signing in to an account that waits for its erasure: take the wish back and be signed in, or leave everything as it is. */
export const restoreAccount: StepHandler<'restore-account'> = {
  async input(context) {
    const eraseAt = await erasureOf(context.parts.database.reader, accountOf(context))
    if (eraseAt === undefined) throw new Problem('flow.gone')
    return { eraseAt }
  },
  answer(context, { act }) {
    const { parts, caller, flow } = context
    const accountId = accountOf(context)
    if (act === 'keep') return Promise.resolve({ outcome: 'kept' })
    return Promise.resolve({
      outcome: 'restored',
      async commit(tx) {
        if (!(await restore(tx, parts, accountId))) throw new Problem('flow.gone')
        await noteChange(tx, context, 'account.restored')
        const method = METHODS[flow] ?? 'sms'
        return { session: await beginSession(tx, parts, { caller, accountId, method }) }
      },
    })
  },
}
