import { hallDay, hallTime } from '../contract/hall-time.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { Logger } from '../platform/logger.ts'
import type { Metrics } from '../platform/metrics.ts'
import * as nights from './level-checks.repository.ts'
import { verifyLevels } from './levels.service.ts'

/** The hour in the hall after which a night's check may begin: nobody is in the halls, and backups are done. */
const FROM_HOUR = 3
const HOUR_MS = 3_600_000
/** A check that takes longer than this has died with its process. */
const STALE_MS = 2 * HOUR_MS

/** What the nightly check needs of its surroundings. */
export interface NightParts {
  readonly database: Database
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'levelFaults'>
}

/** The hall's day whose check is due at `now`; undefined before its hour. */
export function dueDay(now: Date): string | undefined {
  return hallTime(now).getUTCHours() >= FROM_HOUR ? hallDay(now) : undefined
}

/**
 * Derives every level again from its evidence, once a night and by one of all server processes; the answer is whether this one
 * did. A fault is shown as a number to whoever watches the server and listed by `verify`; it changes no level, since a program
 * that is wrong is no reason to take a citizen's level away unheard.
 */
export async function checkLevelsIfDue({ database, clock, logger, metrics }: NightParts): Promise<boolean> {
  const now = clock.now()
  const day = dueDay(now)
  if (day === undefined) return false
  const claim = { day, at: instant(now), staleAt: after(now, -STALE_MS) }
  if (!(await database.write((tx) => nights.claimCheck(tx, claim)))) return false
  const { grants, checks, faults } = await verifyLevels(database.reader)
  const found = { day, grants, checks, faults: faults.length }
  await database.write((tx) => nights.finishCheck(tx, { ...found, at: instant(clock.now()) }))
  metrics.levelFaults(faults.length)
  logger.say(faults.length === 0 ? 'levels-checked' : 'level-faults', { count: faults.length })
  return true
}
