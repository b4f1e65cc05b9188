import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { Policy } from '../../sync-server/contract/policy.ts'

/** What decides whether a new citizen may be served. */
export interface ServingFacts {
  /** Something that a person has to see to first, as the server or the kiosk found it. */
  readonly trouble: FailureCode | undefined
  readonly freeMiB: number
  readonly isChainKnown: boolean
  readonly isClockSetBack: boolean
  readonly now: Date
  /** Last word of the server, or the enrolment. */
  readonly lastSeenServerAt: Date
}

const HOUR_MS = 60 * 60_000

/** Why no new citizen may be served now; first the reason that needs a person soonest. What was accepted stays either way. */
export function whyBlocked(facts: ServingFacts, policy: Policy): FailureCode | undefined {
  if (facts.trouble) return facts.trouble
  if (facts.freeMiB < policy.minimumFreeMiB) return 'kiosk.disk-full'
  if (!facts.isChainKnown) return 'kiosk.database-damaged'
  if (facts.isClockSetBack) return 'kiosk.clock-differs'
  const offlineMs = facts.now.getTime() - facts.lastSeenServerAt.getTime()
  return offlineMs > policy.kioskOfflineHours * HOUR_MS ? 'kiosk.offline-too-long' : undefined
}
