import type { Handlers } from '../platform/http/caller.ts'
import { type CentreParts, readAccountCentre } from '../accounts/account-centre.service.ts'
import { currentSession, endSession, listSessions, type SessionParts } from './sessions.service.ts'

/** Sessions of citizens, and what they show of the account. */
export function sessionRoutes(
  parts: SessionParts & CentreParts,
): Pick<Handlers, 'currentSession' | 'listSessions' | 'signOut' | 'endSession' | 'readAccountCentre'> {
  return {
    currentSession: ({ caller }) => Promise.resolve(currentSession(caller)),
    listSessions: async ({ caller }) => ({ sessions: await listSessions(parts, caller) }),
    signOut: async ({ caller }) => {
      await endSession(parts, caller)
      return undefined
    },
    endSession: async ({ caller, params }) => {
      await endSession(parts, caller, params['sessionId'] ?? '')
      return undefined
    },
    readAccountCentre: ({ caller }) => readAccountCentre(parts, caller.citizen.accountId),
  }
}
