import type { DocumentType } from '../contract/document/index.ts'
import type { AuthorityName } from '../platform/authority-settings.ts'

export type { AuthorityName } from '../platform/authority-settings.ts'

/** Whose document it is, as the person or the account says. */
export interface Person {
  readonly documentType: DocumentType
  readonly documentNumber: string
  readonly fullName: string
}

/** What a person says of themselves; `facts` are what this register knows them by. */
export interface Question extends Person {
  readonly facts: Readonly<Record<string, string>>
}

/** All that a register says: never which part differs. `credit-card` is the bank union's word for a card that is no debit card. */
export const verdicts = ['match', 'mismatch', 'credit-card'] as const
export type Verdict = (typeof verdicts)[number]

/** A face, to be compared with the photo that the register holds of a person. */
export interface FaceQuestion extends Person {
  readonly jpeg: Uint8Array
}

/** `review` is a likeness that only people should judge, `no-photo` a person without one, or nobody whom the register knows. */
export const faceVerdicts = ['match', 'review', 'no-match', 'no-photo'] as const
export type FaceVerdict = (typeof faceVerdicts)[number]

/**
 * An outside register. Throws whatever keeps it from answering: a register that is down, busy, slow or not believed has never
 * said mismatch. Both give up as soon as the signal says so.
 */
export interface Authority {
  /** Stable name of who answers; kept with the evidence. */
  readonly authority: string
  ask(question: Question, signal: AbortSignal): Promise<Verdict>
  compareFace(question: FaceQuestion, signal: AbortSignal): Promise<FaceVerdict>
}

/** Every register that is connected. */
export type Authorities = Partial<Readonly<Record<AuthorityName, Authority>>>
