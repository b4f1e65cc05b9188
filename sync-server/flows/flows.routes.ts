import { Problem } from '../contract/failure.ts'
import type { Handlers } from '../platform/http/caller.ts'

const unknown = (): Promise<never> => Promise.reject(new Problem('flow.unknown'))

/** Flows that the server runs. */
export function flowRoutes(): Pick<Handlers, 'beginFlow' | 'readFlow' | 'answerFlow' | 'goBackInFlow' | 'abandonFlow'> {
  return { beginFlow: unknown, readFlow: unknown, answerFlow: unknown, goBackInFlow: unknown, abandonFlow: unknown }
}
