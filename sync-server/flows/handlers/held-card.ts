import { acceptRead } from '../../cards/card-reads.service.ts'
import type { CardStatement } from '../../contract/card-statement.ts'
import { Problem } from '../../contract/failure.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { Entry, HeldCard, StepContext } from '../step-handler.ts'

/** A run comes to a card only where there is a reader to trust. */
export function enterAtReader({ caller }: StepContext): Promise<Entry> {
  return caller.kiosk ? Promise.resolve({ memory: {} }) : Promise.reject(new Problem('card-read.kiosk-only'))
}

/** The card that an earlier step of this run has read. */
export function cardOf({ memory }: Pick<StepContext, 'memory'>): HeldCard {
  if (!memory.card) throw new Problem('flow.gone')
  return memory.card
}

/** What a run keeps of a card: nothing that no later step needs. */
export function heldCard({ document }: CardStatement): HeldCard {
  const { type, fullName, documentNumber, validFrom, validUntil } = document
  return { holder: { type, fullName: fullName.normalize('NFC').trim(), documentNumber }, validFrom, validUntil }
}

/** Uses a read up in the transaction that moves the run. */
export function takeRead(tx: Transaction, { parts, caller }: StepContext, card: CardStatement): Promise<void> {
  return acceptRead(tx, parts, { caller, card })
}
