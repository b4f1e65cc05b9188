import type { CardStatement } from '../contract/card-statement.ts'
import { checkDocument } from '../contract/document/index.ts'
import type { FailureCode } from '../contract/failure.ts'
import { hallDay } from '../contract/hall-time.ts'
import { REQUEST_WINDOW_MS } from '../contract/kiosk.ts'

/** A card is laid down and used at once; the rest of the time is how far a kiosk's clock may differ from the server's. */
const READ_LIFE_MS = 2 * 60_000

/** What a read is judged by. */
export interface ReadFacts {
  readonly card: CardStatement
  readonly now: Date
  /** The reader that this kiosk is tied to; undefined before its first card. */
  readonly pinnedSamId: string | undefined
}

/** What speaks against a read by itself; undefined when it may be used, if it has not been used before. */
export function readFault({ card, now, pinnedSamId }: ReadFacts): FailureCode | undefined {
  if (pinnedSamId !== undefined && card.samId !== pinnedSamId) return 'card-read.reader-unknown'
  const ageMs = now.getTime() - Date.parse(card.readAt)
  const isTimely = ageMs >= -REQUEST_WINDOW_MS && ageMs <= READ_LIFE_MS + REQUEST_WINDOW_MS
  if (!isTimely) return 'card-read.stale'
  const [fault] = checkDocument(card.document, hallDay(now))
  return fault && `document.${fault}`
}
