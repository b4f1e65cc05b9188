import { maskDocumentNumber, maskName } from '../../contract/mask.ts'
import type { StepHandler } from '../step-handler.ts'
import { cardOf } from './held-card.ts'
import { passCheck } from './keep-check.ts'

/** `2018-06-06` as it is read, `20180606` as the register is asked. */
const digitsOf = (date: string): string => (date === 'long-term' ? date : date.replaceAll('-', ''))

/** The register is asked about a card as about what is typed: a chip says whose it is, the register whether there is such a person. */
export const confirmCard: StepHandler<'confirm-card'> = {
  input(context) {
    const { holder, validUntil } = cardOf(context)
    return Promise.resolve({
      documentType: holder.type,
      maskedName: maskName(holder.fullName),
      maskedDocumentNumber: maskDocumentNumber(holder.documentNumber),
      validUntil,
    })
  },
  answer(context) {
    const { holder, validFrom, validUntil } = cardOf(context)
    return passCheck(context, {
      kind: 'card-chip',
      register: 'population',
      holder,
      facts: { validFrom: digitsOf(validFrom), validUntil: digitsOf(validUntil) },
      mismatch: 'card-read.not-confirmed',
      unavailable: 'authority.unavailable',
    })
  },
}
