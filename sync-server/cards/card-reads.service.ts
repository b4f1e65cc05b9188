import type { CardStatement } from '../contract/card-statement.ts'
import { Problem } from '../contract/failure.ts'
import { chainOf, pinReader } from '../kiosks/kiosks.service.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { newId } from '../platform/ids.ts'
import { useTranscript } from './card-reads.repository.ts'
import { readFault } from './card-rules.ts'

export { useTranscript } from './card-reads.repository.ts'

/** What judging a read needs of its surroundings. */
export interface CardParts {
  readonly database: Database
  readonly clock: Clock
}

/** A read with whoever sent it. */
export interface PresentedCard {
  readonly caller: ClientCaller
  readonly card: CardStatement
}

/**
 * Takes what a kiosk's reader read, once: the request is the kiosk's own, the reader is the one that the kiosk is tied to (the first
 * card ties it), the read is fresh and was never used, and nothing speaks against the document. Throws Problem.
 */
export async function acceptRead(tx: Transaction, { clock }: CardParts, presented: PresentedCard): Promise<void> {
  const { caller, card } = presented
  if (!caller.kiosk) throw new Problem('card-read.kiosk-only')
  const { kioskId } = caller.kiosk
  const { samId } = await chainOf(tx, kioskId)
  const now = clock.now()
  const fault = readFault({ card, now, pinnedSamId: samId ?? undefined })
  if (fault) throw new Problem(fault)
  const isFresh = await useTranscript(tx, { digest: card.transcriptDigest, recordId: newId(now), kioskId })
  if (!isFresh) throw new Problem('card-read.replayed')
  if (samId === null) await pinReader(tx, kioskId, card.samId)
}
