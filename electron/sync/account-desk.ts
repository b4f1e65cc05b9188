import type { AccountDesk } from '../stages.ts'
import type { ServerClient } from './server-client.ts'
import { staffSession, type StaffSessionParts } from './staff-session.ts'

/** What account look-ups need: the server, the signed-in clerk's token, and whether the network is there. */
export interface AccountDeskParts extends StaffSessionParts {
  readonly client: ServerClient
}

/** Account look-ups with the clerk's session. */
export function accountDesk(parts: AccountDeskParts): AccountDesk {
  const { client } = parts
  return {
    find: async (by, value) => client.call('findAccount', { token: staffSession(parts), body: { by, value } }),
    open: async (phoneNumber) => client.call('openAccount', { token: staffSession(parts), body: { phoneNumber } }),
  }
}
