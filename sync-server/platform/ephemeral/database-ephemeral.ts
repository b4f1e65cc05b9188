import { after, type Clock, instant } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Ephemeral } from './ephemeral.ts'

const PUT = `INSERT INTO ephemeral (key, value, count, expires_at) VALUES (?, ?, 0, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, count = 0, expires_at = excluded.expires_at RETURNING key`
const GET = 'SELECT value FROM ephemeral WHERE key = ? AND expires_at > ?'
const TAKE = 'DELETE FROM ephemeral WHERE key = ? AND expires_at > ? RETURNING value'
/** A counter whose window is over begins anew in the same statement. */
const COUNT = `INSERT INTO ephemeral (key, value, count, expires_at) VALUES (?, NULL, 1, ?)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN ephemeral.expires_at > ? THEN ephemeral.count + 1 ELSE 1 END,
    expires_at = CASE WHEN ephemeral.expires_at > ? THEN ephemeral.expires_at ELSE excluded.expires_at END
  RETURNING count`
const UNCOUNT = `UPDATE ephemeral SET
    count = count - 1, expires_at = CASE WHEN count = 1 THEN ? ELSE expires_at END
  WHERE key = ? AND count > 0 RETURNING count`
const EXPIRY = 'SELECT expires_at AS "expiresAt" FROM ephemeral WHERE key = ? AND expires_at > ?'
const removal = (count: number): string =>
  `DELETE FROM ephemeral WHERE key IN (${Array(count).fill('?').join(', ')}) RETURNING key`
const SWEEP = 'DELETE FROM ephemeral WHERE expires_at <= ?'

type Value = { readonly value: string | null }

/** Short-lived state in the database that everything else is in; the clock decides what has expired. */
export function databaseEphemeral(database: Database, clock: Clock): Ephemeral {
  const now = (): string => instant(clock.now())
  const until = (seconds: number): string => after(clock.now(), seconds * 1000)
  return {
    put: async (key, value, ttlSeconds) => {
      await database.single(PUT, key, value, until(ttlSeconds))
    },
    get: async (key) => (await database.reader.get<Value>(GET, key, now()))?.value ?? undefined,
    take: async (key) => (await database.single<Value>(TAKE, key, now()))?.value ?? undefined,
    count: async (key, windowSeconds) => {
      const at = now()
      const row = await database.single<{ count: number }>(COUNT, key, until(windowSeconds), at, at)
      return Number(row?.count)
    },
    uncount: async (key) => {
      await database.single(UNCOUNT, now(), key)
    },
    secondsLeft: async (key) => {
      const row = await database.reader.get<{ expiresAt: string }>(EXPIRY, key, now())
      return row && Math.ceil((Date.parse(row.expiresAt) - clock.now().getTime()) / 1000)
    },
    remove: async (...keys) => {
      await database.single(removal(keys.length), ...keys)
    },
    sweep: async () => {
      await database.write((tx) => tx.run(SWEEP, now()))
    },
    close: () => Promise.resolve(),
  }
}
