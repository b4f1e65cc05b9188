import { standingOf } from '../../accounts/entrance.service.ts'
import { Problem } from '../../contract/failure.ts'
import { beginSession } from '../../sessions/sessions.service.ts'
import { offeredProviders } from '../../third-party/sign-in.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { enterErrand, lookAtErrand } from './phone-errand.ts'

/**
 * 扫码登录 (manual 1.2.3): the account that was confirmed on the phone gets a session of its own where the QR code stands. The
 * standing of the account is read where the session begins.
 */
export const scanCode: StepHandler<'scan-code'> = {
  enter: (context) => enterErrand(context, 'sign-in'),
  input: async (context) => ({ ...(await lookAtErrand(context)), providers: offeredProviders(context.parts) }),
  async answer({ parts, caller, runHash }) {
    const { database, tickets } = parts
    const accountId = await tickets.confirmedBy(runHash)
    const standing = await standingOf(database.reader, parts, accountId)
    if (standing === undefined) throw new Problem('ticket.unknown')
    if (standing === 'closing') {
      return {
        outcome: 'closing',
        memory: { accountId },
        commit: async (tx) => void (await tickets.collect(tx, runHash)),
      }
    }
    return {
      outcome: 'signed-in',
      async commit(tx) {
        await tickets.collect(tx, runHash)
        if ((await standingOf(tx, parts, accountId)) !== 'active') throw new Problem('account.frozen')
        return { accountId, session: await beginSession(tx, parts, { caller, accountId, method: 'qr' }) }
      },
    }
  },
}
