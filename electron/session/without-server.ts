import { type FailureCode, Problem } from '../../sync-server/contract/failure.ts'

/**
 * A clerk who signed in offline has no session at the server yet; like a missing network that is no reason to send a citizen
 * away, since the clerk's words go into the record and the server resolves them.
 */
const WITHOUT_SERVER: readonly FailureCode[] = ['server.unreachable', 'server.busy', 'staff.session-expired']

/** Whether a failed look-up only means that the server has to do it later. */
export function isWithoutServer(error: unknown): boolean {
  return error instanceof Problem && WITHOUT_SERVER.includes(error.code)
}
