import { boundHolder, withdrawIdentity } from '../../accounts/identity.service.ts'
import * as audit from '../../audit/audit.service.ts'
import { Problem } from '../../contract/failure.ts'
import { maskDocumentNumber, maskName } from '../../contract/mask.ts'
import { unbindingConsequences } from '../../contract/user-agreement.ts'
import { giveNotice } from '../../notices/notices.service.ts'
import { instant } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { endAllOf } from '../../sessions/sessions.service.ts'
import type { RunMemory, StepContext, StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'

async function unbind(tx: Transaction, context: StepContext): Promise<RunMemory> {
  const { parts, caller } = context
  const accountId = accountOf(context)
  await withdrawIdentity(tx, parts, { accountId, reason: 'unbind' })
  await giveNotice(tx, parts, { accountId, kind: 'document-unbound' })
  const [at, detail] = [instant(parts.clock.now()), { reason: 'unbind' }]
  await audit.recordOf(tx, caller, { action: 'account.identity-withdrawn', subject: accountId, detail, at })
  await endAllOf(tx, accountId)
  return {}
}

/** 解绑 (manual 1.3.3.2): what it means, and the press that decides. Every session ends, this one too. */
export const confirmUnbinding: StepHandler<'confirm-unbinding'> = {
  async input(context) {
    const holder = await boundHolder(context.parts.database.reader, context.parts, accountOf(context))
    if (!holder) throw new Problem('document.not-bound')
    return {
      maskedName: maskName(holder.fullName),
      maskedDocumentNumber: maskDocumentNumber(holder.documentNumber),
      consequences: [...unbindingConsequences],
    }
  },
  answer(context, { act }) {
    if (act === 'keep') return Promise.resolve({ outcome: 'kept' })
    return Promise.resolve({ outcome: 'unbound', commit: (tx) => unbind(tx, context) })
  },
}
