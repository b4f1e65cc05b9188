import { Problem } from '../../sync-server/contract/failure.ts'
import type { AccountDesk } from '../stages.ts'
import type { ServerClient } from './server-client.ts'

/** What account look-ups need: the server, the signed-in clerk's token, and whether the network is there. */
export interface AccountDeskParts {
  readonly client: ServerClient
  readonly token: () => string | undefined
  readonly isOnline: () => boolean
}

/** Account look-ups with the clerk's session. Whoever signed in offline has none and signs in again once the network is back. */
export function accountDesk({ client, token, isOnline }: AccountDeskParts): AccountDesk {
  const session = (): string => {
    const current = token()
    if (current === undefined) throw new Problem(isOnline() ? 'staff.session-expired' : 'server.unreachable')
    return current
  }
  return {
    find: async (by, value) => client.call('findAccount', { token: session(), body: { by, value } }),
    open: async (phoneNumber) => client.call('openAccount', { token: session(), body: { phoneNumber } }),
  }
}
