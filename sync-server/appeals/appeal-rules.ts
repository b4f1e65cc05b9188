import type { AppealState } from '../contract/appeal.ts'
import type { FailureCode } from '../contract/failure.ts'
import { mayDo, type StaffRole } from '../contract/staff.ts'

/** A case as the rules see it. */
export interface AppealFacts {
  readonly state: AppealState
  readonly takenBy: string | null
}

/** Whoever stands at the counter. */
export interface StaffFacts {
  readonly staffId: string
  readonly role: StaffRole
}

/** Whether a member of staff has taken a case already: taking it once more changes nothing. */
export function hasTaken({ staffId }: StaffFacts, { state, takenBy }: AppealFacts): boolean {
  return state === 'in-progress' && takenBy === staffId
}

/** Why a case cannot be taken; undefined when it can. */
export function takingFault({ state }: AppealFacts, { role }: StaffFacts): FailureCode | undefined {
  if (!mayDo(role, 'take-appeal')) return 'staff.not-allowed'
  if (state === 'in-progress') return 'appeal.taken'
  return state === 'accepted' ? undefined : 'appeal.moved-on'
}

/** Why a case cannot be decided; undefined when it can. An identity never moves by one person's word: whoever took it does not decide. */
export function decidingFault({ state, takenBy }: AppealFacts, { role, staffId }: StaffFacts): FailureCode | undefined {
  if (!mayDo(role, 'decide-appeal')) return 'staff.not-allowed'
  if (state !== 'in-progress') return 'appeal.moved-on'
  return takenBy === staffId ? 'appeal.same-person' : undefined
}
