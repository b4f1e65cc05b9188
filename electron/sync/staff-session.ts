import { Problem } from '../../sync-server/contract/failure.ts'

/** Whose session it is, and whether the network is there. */
export interface StaffSessionParts {
  readonly token: () => string | undefined
  readonly isOnline: () => boolean
}

/** The clerk's session at the server. Whoever signed in offline has none and signs in again once the network is back. */
export function staffSession({ token, isOnline }: StaffSessionParts): string {
  const current = token()
  if (current === undefined) throw new Problem(isOnline() ? 'staff.session-expired' : 'server.unreachable')
  return current
}
