import { phoneOfAccount } from '../../accounts/identity.service.ts'
import { openAppeal } from '../../appeals/appeals.service.ts'
import { Problem } from '../../contract/failure.ts'
import type { OnlineInputOf } from '../../contract/flow/index.ts'
import { maskDocumentNumber, maskName, maskPhone } from '../../contract/mask.ts'
import { HOTLINE } from '../../contract/user-agreement.ts'
import type { StepContext, StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { claimOf, formerOwnerOf } from './identity-claim.ts'

/** The phone by which the document can be taken over; undefined when there is nobody to ask. */
export async function formerPhoneOf(context: StepContext): Promise<string | undefined> {
  const owner = await formerOwnerOf(context)
  return owner === undefined ? undefined : phoneOfAccount(context.parts.database.reader, context.parts.personal, owner)
}

async function choices(context: StepContext): Promise<OnlineInputOf<'bound-elsewhere'>> {
  const { fullName, documentNumber } = claimOf(context).holder
  const phone = await formerPhoneOf(context)
  return {
    maskedName: maskName(fullName),
    maskedDocumentNumber: maskDocumentNumber(documentNumber),
    ...(phone === undefined ? {} : { maskedPhone: maskPhone(phone) }),
    ways: phone === undefined ? ['appeal', 'in-person'] : ['take-over', 'appeal', 'in-person'],
    hotline: HOTLINE,
  }
}

/** 如身份证已被认证,提示换绑或人工申诉 (manual 1.1): only who proved name and number comes here and sees the other phone's mask. */
export const boundElsewhere: StepHandler<'bound-elsewhere'> = {
  input: choices,
  async answer(context, { act }) {
    if (act === 'appeal') return { outcome: 'appeal' }
    if (act === 'take-over') {
      if ((await formerPhoneOf(context)) === undefined) throw new Problem('document.free-again')
      return { outcome: 'take-over' }
    }
    const said = { reason: 'at-counter', proofs: ['document-original'], words: '' } as const
    const opened = { accountId: accountOf(context), claim: claimOf(context), ...said }
    const { parts, caller } = context
    return {
      outcome: 'in-person',
      commit: async (tx) => ({ appeal: await openAppeal(tx, parts, { caller, ...opened }) }),
    }
  },
}
