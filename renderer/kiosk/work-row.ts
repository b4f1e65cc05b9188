import type { WorkItem } from '../../electron/bridge/view.ts'
import { dayAndTime } from '../shared/format.ts'
import { texts } from './texts.ts'
import { wordsOfCode } from '../shared/failure-words.ts'

const words = texts.home
const parked = { title: words.parkedReason, action: words.parkedAction }

/** A work item as the list shows it: the server's reasons in the catalogue's words, each with what to do. */
export function workRow(item: WorkItem) {
  const reasons = item.reasons.map((code) => wordsOfCode(code))
  const facts = [
    `${words.finishedAt} ${dayAndTime(item.finishedAt)}`,
    `${words.by} ${item.staffNumber}`,
    ...(item.tries > 1 ? [words.tries(item.tries)] : []),
  ]
  return {
    recordId: item.recordId,
    receiptNumber: item.receiptNumber,
    state: item.state,
    facts,
    reasons: reasons.length > 0 || item.state !== 'parked' ? reasons : [parked],
  }
}
