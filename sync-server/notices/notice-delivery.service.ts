import { noticeKinds, noticeMessage } from '../contract/notice.ts'
import type { Messenger } from '../messages/messages.port.ts'
import { keepDoing } from '../platform/background.ts'
import { after, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import * as notices from './notices.repository.ts'
import { detailIn, type NoticeParts, placeOfPhone } from './notices.service.ts'

const BATCH = 20
const LOOK_EVERY_MS = 1000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 60 * 60_000
/** About a day; what could not be sent by then still stands in 消息通知. */
const MOST_TRIES = 30

/** What the worker needs besides. */
export type DeliveryParts = NoticeParts & { readonly database: Database; readonly messenger: Messenger }

/** How long after a try the next one comes: also how long a process may take for one before another tries. */
export function pauseAfter(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS)
}

async function tryOne(parts: DeliveryParts, row: notices.MessageRow): Promise<boolean> {
  const { database, clock, personal, messenger } = parts
  const until = after(clock.now(), pauseAfter(row.tries))
  if (!(await database.write((tx) => notices.leaseMessage(tx, row, until)))) return false
  const detail = detailIn(row.detail)
  const to = personal.open(placeOfPhone(row.id), row.sealedPhone)
  const text = noticeMessage(row.kind, detail)
  const about = { channel: 'sms', to, kind: 'notice', key: row.id, text, minutes: 0 } as const
  try {
    await messenger.send({ ...about, purpose: noticeKinds[row.kind].title })
  } catch {
    if (row.tries + 1 < MOST_TRIES) return false // the messenger has logged why; its time comes again
  }
  await database.write((tx) => notices.removeMessage(tx, row.id))
  return true
}

/**
 * Sends what waits; the answer is how many were done with. Each message is tried until a gateway has taken it, perhaps twice when a
 * process dies in between: its key tells a gateway that knows keys. Several processes may do it at once.
 */
export async function deliverDue(parts: DeliveryParts): Promise<number> {
  const rows = await notices.dueMessages(parts.database.reader, instant(parts.clock.now()), BATCH)
  let count = 0
  for (const row of rows) if (await tryOne(parts, row)) count++
  return count
}

/** Sends notices in the background until it is stopped; stopping waits for the one under way. */
export function keepDelivering(parts: DeliveryParts): () => Promise<void> {
  return keepDoing(() => deliverDue(parts), LOOK_EVERY_MS)
}
