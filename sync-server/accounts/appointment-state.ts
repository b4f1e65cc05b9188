import type { AssuranceLevel } from '../contract/level.ts'

/** What an appointment is worth at a moment. */
export type AppointmentState = 'open' | 'used' | 'expired'

/** Judges an appointment: whoever has reached the highest level has no more need of it; an expired one opens nothing. */
export function appointmentState(
  appointment: { readonly expiresAt: string },
  holder: { readonly level: AssuranceLevel },
  now: string,
): AppointmentState {
  if (holder.level === 'L4') return 'used'
  return appointment.expiresAt <= now ? 'expired' : 'open'
}
