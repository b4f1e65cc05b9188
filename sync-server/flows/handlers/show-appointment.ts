import { openAppointmentOf } from '../../accounts/appointments.service.ts'
import { thingsToBring, visitWords } from '../../contract/appointment.ts'
import { Problem } from '../../contract/failure.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'

/** The number, where to go with it and what to bring; it can be seen again by walking the flow again. */
export const showAppointment: StepHandler<'show-appointment'> = {
  async input(context) {
    const { parts } = context
    const appointment = await openAppointmentOf(parts.database.reader, parts, accountOf(context))
    if (!appointment) throw new Problem('flow.gone')
    return { appointment, bring: [...thingsToBring], ...visitWords }
  },
  answer: () => Promise.resolve({ outcome: 'seen' }),
}
