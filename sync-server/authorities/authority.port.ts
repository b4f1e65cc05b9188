import type { DocumentType } from '../contract/document/index.ts'
import type { AuthorityName } from '../platform/authority-settings.ts'

export type { AuthorityName } from '../platform/authority-settings.ts'

/** What a person says of themselves; `facts` are what this register knows them by. */
export interface Question {
  readonly documentType: DocumentType
  readonly documentNumber: string
  readonly fullName: string
  readonly facts: Readonly<Record<string, string>>
}

/** All that a register says: never which part differs. `credit-card` is the bank union's word for a card that is no debit card. */
export const verdicts = ['match', 'mismatch', 'credit-card'] as const
export type Verdict = (typeof verdicts)[number]

/**
 * An outside register. Throws whatever keeps it from answering: a register that is down, busy, slow or not believed has never
 * said mismatch.
 */
export interface Authority {
  /** Stable name of who answers; kept with the evidence. */
  readonly authority: string
  /** Gives up as soon as the signal says so. */
  ask(question: Question, signal: AbortSignal): Promise<Verdict>
}

/** Every register that is connected. */
export type Authorities = Partial<Readonly<Record<AuthorityName, Authority>>>
