import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { databaseEphemeral } from './database-ephemeral.ts'
import type { Ephemeral } from './ephemeral.ts'
import { redisEphemeral } from './redis-ephemeral.ts'

/** Opens short-lived state where the settings put it: Redis when it is named, else the database. */
export async function openEphemeral(
  redisUrl: string | undefined,
  { database, clock }: { database: Database; clock: Clock },
): Promise<Ephemeral> {
  return redisUrl === undefined ? databaseEphemeral(database, clock) : redisEphemeral(redisUrl, clock)
}
