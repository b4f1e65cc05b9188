import Database from 'better-sqlite3'
import { join } from 'node:path'
import { test } from 'vitest'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'
import { runUntilKilled } from '../../fixtures/kiosk/kill-loop.ts'

/** In each of two halls side by side: two hundred in all. */
const KILLS = Number(process.env['HALL_KILLS'] ?? 100)
const DEADLINE_MS = 60_000 + KILLS * 12_000

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

async function hammer(hall: Hall, seed: number): Promise<string[]> {
  const next = random(seed)
  const acknowledged: string[] = []
  for (let i = 0; i < KILLS; i++) {
    const args = [hall.server.url, hall.dataDir, 'code-0001']
    acknowledged.push(...(await runUntilKilled(args, 1 + Math.floor(next() * 12))))
  }
  return acknowledged
}

test.concurrent.for([1, 2])(
  'kills while depositing and uploading lose nothing and double nothing (seed %i)',
  { timeout: DEADLINE_MS },
  async (seed, { expect, onTestFinished }) => {
    const hall = await new Hall().begin()
    onTestFinished(() => hall.end())
    hall.server.now = () => new Date()
    const acknowledged = await hammer(hall, seed)

    const office = await hall.office({ clock: { now: () => new Date() } })
    office.courier.start()
    await until(() => office.depot.counts().waiting === 0)
    expect(office.depot.counts()).toEqual({ waiting: 0, returned: 0, parked: 0 })
    await hall.shut(office)

    const { arrivals, records, rejected, head } = hall.server.inbox
    expect(acknowledged.filter((id) => !records.has(id))).toEqual([])
    expect(new Set(arrivals).size).toBe(arrivals.length)
    // A kill may fall between the commit and the word about it: at most one record each.
    expect(arrivals.length - acknowledged.length).toBeLessThanOrEqual(KILLS)
    expect(head.seq).toBe(arrivals.length)
    expect(rejected.size).toBe(0)
    const database = new Database(join(hall.dataDir, 'kiosk.db'))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.prepare('select count(*) from parcels').pluck().get()).toBe(0)
    database.close()
  },
)
