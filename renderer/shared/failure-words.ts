import { type Failure, type FailureCode, failures } from '../../sync-server/contract/failure.ts'

/** A code's words, ready for a notice: what happened, what to do, and the incident where there is one. */
export interface FailureWords {
  readonly title: string
  readonly action: string
  readonly incident: string | undefined
  readonly retryAfterS: number | undefined
}

/** The words for a failure. */
export function wordsOf(failure: Failure): FailureWords {
  const { title, action } = failures[failure.code]
  return { title, action, incident: failure.incident, retryAfterS: failure.retryAfterS }
}

/** The words for a bare code. */
export const wordsOfCode = (code: FailureCode): FailureWords => wordsOf({ code })
