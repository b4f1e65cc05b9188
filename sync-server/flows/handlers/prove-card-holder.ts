import { entranceBehind, identifiersOf } from '../../accounts/entrance.service.ts'
import { ownerOfCard } from '../../accounts/recovery.service.ts'
import { Problem } from '../../contract/failure.ts'
import { maskPhone } from '../../contract/mask.ts'
import type { CodeTarget, StepContext, StepHandler } from '../step-handler.ts'
import { enterAccount } from './enter-account.ts'
import { cardOf } from './held-card.ts'

async function targetOf(context: StepContext): Promise<CodeTarget> {
  const { accountId, phoneNumber: to } = await ownerOfCard(context.parts, cardOf(context).holder)
  return { address: { channel: 'sms', to, purpose: 'sign-in-by-card' }, isForNobody: accountId === undefined }
}

/**
 * 刷身份证登录, the second thing: a card can be found or stolen, the phone of its account is elsewhere. For a card that nobody has
 * bound a made-up phone is shown; codes go nowhere and every one is wrong.
 */
export const proveCardHolder: StepHandler<'prove-card-holder'> = {
  input: async (context) => ({ maskedPhone: maskPhone((await targetOf(context)).address.to) }),
  codeTarget: targetOf,
  async answer(context) {
    const { parts, caller, memory } = context
    const { challenges, database, personal } = parts
    const { type, documentNumber } = cardOf(context).holder
    const identifierHash = identifiersOf(personal).document(type, documentNumber)
    const { address, isForNobody } = await targetOf(context)
    const entrance = await entranceBehind(database.reader, parts, identifierHash)
    if (!entrance || isForNobody || memory.settledAddress !== address.to) throw new Problem('flow.gone')
    const entered = enterAccount(context, { identifierHash, entrance, method: 'card' })
    return { ...entered, beside: () => challenges.forgetTries(identifierHash, caller) }
  },
}
