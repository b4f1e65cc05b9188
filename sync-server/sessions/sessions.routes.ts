import { Problem } from '../contract/failure.ts'
import type { Handlers } from '../platform/http/caller.ts'

const expired = (): Promise<never> => Promise.reject(new Problem('session.expired'))

/** Sessions of citizens, and what they show of the account. */
export function sessionRoutes(): Pick<
  Handlers,
  'currentSession' | 'listSessions' | 'signOut' | 'endSession' | 'readAccountCentre'
> {
  return {
    currentSession: expired,
    listSessions: expired,
    signOut: expired,
    endSession: expired,
    readAccountCentre: expired,
  }
}
