import type { Handlers } from '../platform/http/caller.ts'
import { type CentreParts, readAccountCentre, verifiedBy } from '../accounts/account-centre.service.ts'
import { currentSession, endSession, listSessions, type SessionParts } from './sessions.service.ts'

/** Sessions of citizens, and what they show of the account. */
export function sessionRoutes(
  parts: SessionParts & CentreParts,
): Pick<Handlers, 'currentSession' | 'listSessions' | 'signOut' | 'endSession' | 'readAccountCentre'> {
  return {
    currentSession: async ({ caller }) => ({
      ...currentSession(caller),
      verifiedBy: await verifiedBy(parts, caller.citizen),
    }),
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
