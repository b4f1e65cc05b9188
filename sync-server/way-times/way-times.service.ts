import type { Flow } from '../contract/flow/index.ts'
import { hallDay } from '../contract/hall-time.ts'
import {
  bandOf,
  compareWays,
  type EqualWays,
  type HolderWay,
  holderWayOf,
  type KioskWays,
  quantileOf,
  type WayTimes,
} from '../contract/holder-way.ts'
import type { Policy } from '../contract/policy.ts'
import type { SessionLog } from '../contract/session-log.ts'
import { instant, type Clock } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import { bandsSince, countRun, type WayBand } from './way-times.repository.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000

/** Which way a run went, and how long it took. */
export interface TimedRun {
  readonly way: HolderWay
  readonly seconds: number
}

/** Times a run from its first screen to its last; undefined where the log's instants are none. */
export function timedRun(flow: Flow, log: SessionLog): TimedRun | undefined {
  const tookMs = Date.parse(log.finishedAt) - Date.parse(log.startedAt)
  return tookMs >= 0 ? { way: holderWayOf(flow, log.entries), seconds: tookMs / SECOND_MS } : undefined
}

/** Counts a whole run on the day on which its record arrived, in the transaction of its decision; no row can be traced to a record. */
export async function noteRun(
  tx: Transaction,
  arrived: { readonly kioskId: string; readonly receivedAt: string; readonly isGranted: boolean },
  run: TimedRun | undefined,
): Promise<void> {
  const { kioskId, receivedAt, isGranted } = arrived
  if (run)
    await countRun(tx, { day: hallDay(receivedAt), kioskId, way: run.way, upToS: bandOf(run.seconds), isGranted })
}

function timesOf(bands: readonly WayBand[], way: HolderWay): WayTimes {
  const mine = bands.filter((band) => band.way === way)
  const counted = mine.map(({ upToS, granted, returned }) => ({ upToS, count: granted + returned }))
  const [medianS, nineTenthsS] = [quantileOf(counted, 0.5), quantileOf(counted, 0.9)]
  return {
    granted: mine.reduce((sum, { granted }) => sum + granted, 0),
    returned: mine.reduce((sum, { returned }) => sum + returned, 0),
    ...(medianS === undefined ? {} : { medianS }),
    ...(nineTenthsS === undefined ? {} : { nineTenthsS }),
  }
}

/** How long both ways took over the last days that the policy names, together and at each kiosk. */
export async function listWayTimes(parts: {
  readonly database: Database
  readonly clock: Clock
  readonly policy: Policy
}): Promise<{ days: number; all: EqualWays; kiosks: KioskWays[] }> {
  const { days, maxGapPercent } = parts.policy.face.equalWays
  const from = hallDay(instant(new Date(parts.clock.now().getTime() - days * DAY_MS)))
  const bands = await bandsSince(parts.database.reader, from)
  const compare = (some: readonly WayBand[]): EqualWays =>
    compareWays(timesOf(some, 'face'), timesOf(some, 'two-person'), maxGapPercent)
  const byKiosk = Map.groupBy(bands, ({ kioskId }) => kioskId)
  const kiosks = [...byKiosk].flatMap(([kioskId, some]) => {
    const [first] = some
    return first ? [{ kioskId, name: first.name, hall: first.hall, ...compare(some) }] : []
  })
  return { days, all: compare(bands), kiosks }
}
