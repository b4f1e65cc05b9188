import { makeAppointment } from '../../accounts/appointments.service.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/** Nobody is sent to a counter with a document that cannot be used there; everybody else gets a number at once. */
export const askDocumentValidity: StepHandler<'ask-document-validity'> = {
  input: () => Promise.resolve({}),
  answer(context, { act }) {
    if (act === 'expired') return Promise.resolve({ outcome: 'expired' })
    return Promise.resolve({
      outcome: 'valid',
      async commit(tx) {
        await makeAppointment(tx, context.parts, accountOf(context))
        await noteChange(tx, context, 'account.appointment-made')
        return {}
      },
    })
  },
}
