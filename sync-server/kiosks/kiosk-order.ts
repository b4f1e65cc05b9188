import { type KioskStandingWord, kioskStandings } from '../contract/console.ts'
import type { DeviceHealth } from '../contract/device-health.ts'

/** A kiosk that is well asks for its standing every few seconds; of one that was not heard for this long nobody knows. */
export const SILENT_AFTER_MS = 5 * 60_000

/** What is known of a kiosk when it is judged. */
export interface KioskFacts {
  readonly isRevoked: boolean
  readonly lastSeenAt: string | undefined
  readonly report:
    { readonly devices: readonly DeviceHealth[]; readonly records: { readonly parked: number } } | undefined
}

/** How a kiosk stands, by the first of these that applies. What it said before it fell silent does not count any more. */
export function standingWordOf({ isRevoked, lastSeenAt, report }: KioskFacts, now: Date): KioskStandingWord {
  if (isRevoked) return 'revoked'
  if (lastSeenAt === undefined) return 'unheard'
  if (now.getTime() - Date.parse(lastSeenAt) > SILENT_AFTER_MS) return 'silent'
  if (report === undefined) return 'unheard'
  if (report.devices.some(({ state }) => state === 'faulty')) return 'faulty'
  const isRecordParked = report.records.parked > 0
  return isRecordParked || report.devices.some(({ state }) => state === 'attention') ? 'attention' : 'good'
}

const order = Object.keys(kioskStandings)

/** Orders kiosks by what is to be acted on first; those that stand alike keep their order. */
export function inOrder<K extends { readonly standing: KioskStandingWord }>(kiosks: readonly K[]): K[] {
  return kiosks.toSorted((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing))
}
