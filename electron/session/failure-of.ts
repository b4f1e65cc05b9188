import { type Failure, Problem } from '../../sync-server/contract/failure.ts'
import type { SessionPorts } from './session-ports.ts'

/** What an unexpected error needs: a number that the screen shows, and a log that explains it. */
export interface FailurePorts {
  readonly random: Pick<SessionPorts['random'], 'uuid'>
  readonly reportIncident: SessionPorts['reportIncident']
}

/** What the screen may know of an error: an expected one by its code, any other as an incident that the log explains. */
export function failureOf(error: unknown, { random, reportIncident }: FailurePorts): Failure {
  if (error instanceof Problem) {
    const { code, retryAfterS } = error
    return retryAfterS === undefined ? { code } : { code, retryAfterS }
  }
  const incident = random.uuid().slice(0, 8)
  reportIncident(incident, error)
  return { code: 'server.internal', incident }
}
