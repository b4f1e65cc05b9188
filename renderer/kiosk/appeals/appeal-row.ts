import {
  type AppealCase,
  appealProofs,
  appealReasons,
  groupAppealNumber,
} from '../../../sync-server/contract/appeal.ts'
import { documentTypeName } from '../../../sync-server/contract/document/index.ts'
import { levelName } from '../../../sync-server/contract/level.ts'
import { dayAndTime } from '../../shared/format.ts'
import { appealTexts as words } from './appeal-texts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a case has been waiting, in the largest unit that is full. */
export function waitedSince(openedAt: string, nowMs: number): string {
  const ms = Math.max(0, nowMs - Date.parse(openedAt))
  if (ms >= DAY_MS) return words.waited.days(Math.floor(ms / DAY_MS))
  if (ms >= HOUR_MS) return words.waited.hours(Math.floor(ms / HOUR_MS))
  return words.waited.minutes(Math.floor(ms / MINUTE_MS))
}

/** A case as the list shows it. */
export function appealRow({ number, state, openedAt, maskedName }: AppealCase, nowMs: number) {
  return {
    number,
    shownNumber: groupAppealNumber(number),
    state: state === 'in-progress' ? words.states.taken : words.states.waiting,
    isTaken: state === 'in-progress',
    facts: `${maskedName} · ${waitedSince(openedAt, nowMs)}`,
  }
}

/** What a clerk has to know of a case, as label and value; masked by the server. */
export function appealFacts(appeal: AppealCase) {
  const { documentType, maskedDocumentNumber, holder, takenBy } = appeal
  const held = holder ? words.holderFacts(holder.maskedPhone, levelName[holder.level]) : words.free
  return [
    { label: words.appellant, value: appeal.maskedName },
    { label: words.phone, value: appeal.maskedPhone ?? words.unbound },
    { label: words.document, value: `${documentTypeName[documentType]} ${maskedDocumentNumber}` },
    { label: words.holder, value: held },
    { label: words.reason, value: appealReasons[appeal.reason] },
    { label: words.proofs, value: appeal.proofs.map((each) => appealProofs[each]).join('、') || words.noProofs },
    { label: words.words, value: appeal.words || words.noWords },
    { label: words.openedAt, value: dayAndTime(appeal.openedAt) },
    ...(takenBy === undefined ? [] : [{ label: words.takenBy, value: takenBy }]),
  ]
}
