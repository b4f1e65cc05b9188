import { identifiersOf } from '../../accounts/entrance.service.ts'
import * as audit from '../../audit/audit.service.ts'
import { Problem } from '../../contract/failure.ts'
import { instant } from '../../platform/clock.ts'
import type { StepContext, StepHandler } from '../step-handler.ts'
import { enterAtReader, heldCard, takeRead } from './held-card.ts'

/** A card at a kiosk is counted like a password: whoever tries one again and again waits ever longer. */
async function countTap({ parts, caller }: StepContext, identifierHash: string): Promise<void> {
  try {
    await parts.challenges.countTry(identifierHash, caller)
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    const { retryAfterS } = cause
    throw new Problem('card-read.too-often', { cause, ...(retryAfterS === undefined ? {} : { retryAfterS }) })
  }
}

/**
 * 刷身份证登录. No account is looked for here: every good card leads on alike, whether somebody has bound it or nobody, and only the
 * phone of its account can tell.
 */
export const signInByCard: StepHandler<'sign-in-by-card'> = {
  enter: enterAtReader,
  input: () => Promise.resolve({}),
  async answer(context, { card }) {
    const { parts, caller } = context
    const { type, documentNumber } = card.document
    const identifierHash = identifiersOf(parts.personal).document(type, documentNumber)
    await countTap(context, identifierHash)
    return {
      outcome: 'read',
      memory: { card: heldCard(card) },
      async commit(tx) {
        await takeRead(tx, context, card)
        const at = instant(parts.clock.now())
        const action = 'account.card-presented'
        await audit.recordOf(tx, caller, { action, subject: identifierHash, detail: {}, at })
        return undefined
      },
    }
  },
}
