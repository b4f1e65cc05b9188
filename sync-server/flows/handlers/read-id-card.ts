import { Problem } from '../../contract/failure.ts'
import { realNameDocuments } from '../../contract/real-name-document.ts'
import type { StepHandler } from '../step-handler.ts'
import { enterAtReader, heldCard, takeRead } from './held-card.ts'

/** 刷身份证 in place of typing; nothing is asked or bound before the citizen has seen what the chip says. */
export const readIdCard: StepHandler<'read-id-card'> = {
  enter: enterAtReader,
  input: () => Promise.resolve({}),
  answer(context, { card }) {
    const isTaken = realNameDocuments.some(({ type }) => type === card.document.type)
    if (!isTaken) throw new Problem('card-read.type-not-taken')
    return Promise.resolve({
      outcome: 'read',
      memory: { card: heldCard(card) },
      commit: async (tx) => void (await takeRead(tx, context, card)),
    })
  },
}
