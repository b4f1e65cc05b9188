import { Problem } from '../../contract/failure.ts'
import { maskPhone } from '../../contract/mask.ts'
import type { StepContext, StepHandler } from '../step-handler.ts'
import { formerPhoneOf } from './bound-elsewhere.ts'
import { claimOf, formerOwnerOf, keepClaim } from './identity-claim.ts'

async function phoneToProve(context: StepContext): Promise<string> {
  const phone = await formerPhoneOf(context)
  if (phone === undefined) throw new Problem('document.free-again')
  return phone
}

/**
 * 换绑 from another account: a code to the phone of the account that has the document. It loses its identity, is told, and is signed
 * out, in the transaction in which the claimant gets it. A code of any other purpose does not count here.
 */
export const proveFormerPhone: StepHandler<'prove-former-phone'> = {
  input: async (context) => ({ maskedPhone: maskPhone(await phoneToProve(context)) }),
  codeTarget: async (context) => ({
    address: { channel: 'sms', to: await phoneToProve(context), purpose: 'move-document' },
    isForNobody: false,
  }),
  async answer(context) {
    const claim = claimOf(context)
    const proved = context.memory.settledAddress
    const owner = await formerOwnerOf(context)
    if (owner === undefined || proved !== (await phoneToProve(context))) throw new Problem('document.free-again')
    return { outcome: 'taken-over', commit: (tx) => keepClaim(tx, context, { claim, takesFrom: { accountId: owner } }) }
  },
}
