import type { ResultView } from '../../electron/bridge/view.ts'
import { grantedWords } from '../../sync-server/contract/level.ts'
import { stepTexts } from './steps/step-texts.ts'
import { exitWords } from './texts.ts'

const words = stepTexts.result

/** What a result says first. Nothing is called granted before the server has granted it. */
export function resultSign(
  result: ResultView | undefined,
  isOnline: boolean,
): { tone: 'good' | 'waiting' | 'bad' | 'plain'; title: string; lead: string } {
  const state = result?.receipt?.state
  const level = result?.receipt?.level ?? 'L4'
  if (state === 'granted') return { tone: 'good', title: grantedWords(level), lead: words.grantedLead[level] }
  if (state === 'returned') return { tone: 'bad', title: words.returned, lead: words.returnedLead }
  if (state === 'waiting' && isOnline) return { tone: 'waiting', title: words.checking, lead: words.checkingLead }
  if (state === 'waiting') return { tone: 'waiting', title: words.waiting, lead: words.waitingLead }
  const exit = result?.exit ?? 'cancelled'
  const lead = exit === 'cancelled' ? words.ended.cancelled : words.ended.other
  return { tone: exit === 'refused' || exit === 'locked-out' ? 'bad' : 'plain', title: exitWords[exit], lead }
}
