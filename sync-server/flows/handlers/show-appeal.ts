import { readAppeal } from '../../appeals/appeals.service.ts'
import { visitWords } from '../../contract/appointment.ts'
import { HOTLINE } from '../../contract/user-agreement.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'

/** The number of the case, and where to go with it. */
export const showAppeal: StepHandler<'show-appeal'> = {
  async input(context) {
    const { parts, memory } = context
    const appeal = await readAppeal(parts, { accountId: accountOf(context), number: memory.appeal ?? '' })
    const { where, hours } = visitWords
    return { appeal, where, hours, hotline: HOTLINE }
  },
  answer: () => Promise.resolve({ outcome: 'seen' }),
}
