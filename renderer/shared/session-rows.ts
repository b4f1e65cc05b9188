import type { SessionView } from '../../sync-server/contract/account-centre.ts'
import { dayAndTime } from './format.ts'
import { citizenTexts } from './citizen-texts.ts'

const words = citizenTexts.account

/** A place where the account is open, as its owner reads it; this terminal comes first. */
export function sessionRows(sessions: readonly SessionView[]) {
  const ordered = [...sessions].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
  return ordered.map(({ sessionId, isCurrent, place, method, startedAt }) => ({
    sessionId,
    isCurrent,
    place: isCurrent ? words.thisDevice : (place ?? words.elsewhere),
    facts: `${words.methods[method]} · ${words.since(dayAndTime(startedAt))}`,
  }))
}
