import {
  appealReasons,
  appealStates,
  type AppealView,
  groupAppealNumber,
  isOpenAppeal,
} from '../../../sync-server/contract/appeal.ts'
import { dayAndTime } from '../../shared/format.ts'
import { identityTexts } from '../../steps/identity-texts.ts'

const words = identityTexts.appeal

/** A case as its appellant reads it: number, state, what was said, and the answer once there is one. */
export function appealRows(appeals: readonly AppealView[]) {
  return appeals.map(({ number, state, reason, openedAt, decidedAt, answer }) => ({
    number,
    shownNumber: groupAppealNumber(number),
    state: appealStates[state],
    tone: isOpenAppeal(state) ? ('careful' as const) : state === 'agreed' ? ('good' as const) : ('idle' as const),
    facts: [
      `${appealReasons[reason]} · ${words.openedAt(dayAndTime(openedAt))}`,
      ...(decidedAt === undefined ? [] : [words.decidedAt(dayAndTime(decidedAt))]),
    ],
    answer,
    canWithdraw: isOpenAppeal(state),
  }))
}
