import { afterEach, describe, expect, test } from 'vitest'
import { checkLevelsIfDue, dueDay, type NightParts } from '../../../sync-server/levels/nightly-check.service.ts'
import { keepCheck } from '../../../sync-server/levels/levels.service.ts'
import { instant } from '../../../sync-server/platform/clock.ts'
import { newId } from '../../../sync-server/platform/ids.ts'
import { quickPasswords, seedCitizen } from '../../fixtures/server/citizens.ts'
import { databases } from '../../fixtures/server/databases.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let hall: TestServer | undefined
afterEach(() => hall?.close())

/** The check of one server process at a moment, with what it told those who watch. */
function night(server: TestServer, at: string) {
  const told = { faults: [] as number[], said: [] as unknown[] }
  const parts: NightParts = {
    database: server.foundation.database,
    clock: { now: () => new Date(at) },
    logger: { say: (event, fields) => told.said.push([event, fields]) },
    metrics: { levelFaults: (count) => told.faults.push(count) },
  }
  return { check: () => checkLevelsIfDue(parts), told }
}
const nightsOf = (server: TestServer) =>
  server.foundation.database.reader.all(
    'SELECT day, finished_at AS "finishedAt", faults FROM level_checks ORDER BY day',
  )

test('is due from three in the morning in the hall, whatever the machine’s clock is set to', () => {
  expect(dueDay(new Date('2026-11-22T18:59:59Z'))).toBeUndefined()
  expect(dueDay(new Date('2026-11-22T19:00:00Z'))).toBe('2026-11-23')
  expect(dueDay(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23')
})

describe.each(databases)('the nightly check on $name', ({ fresh }) => {
  const start = async () => (hall = await startTestServer(await fresh(), { passwords: quickPasswords() }))

  test('runs once a night, in one of all processes', async () => {
    const server = await start()
    const three = night(server, '2026-11-22T19:00:00Z')
    const other = night(server, '2026-11-22T19:00:01Z')
    const ran = await Promise.all([three.check(), other.check(), three.check(), other.check()])
    expect(ran.filter(Boolean)).toHaveLength(1)
    expect(await night(server, '2026-11-23T10:00:00Z').check()).toBe(false)
    expect(await night(server, '2026-11-23T19:30:00Z').check()).toBe(true)
    expect(await nightsOf(server)).toMatchObject([
      { day: '2026-11-23', faults: 0 },
      { day: '2026-11-24', faults: 0 },
    ])
    expect([three.told.said, other.told.said].flat()).toEqual([['levels-checked', { count: 0 }]])
  })

  test('a level that nothing supports is counted and said, and stays until somebody has looked', async () => {
    const server = await start()
    const [verified, other] = [await seedCitizen(server, 1, false), await seedCitizen(server, 2, false)]
    const { database } = server.foundation
    const row = { id: newId(new Date()), accountId: verified.accountId, kind: 'real-name', authority: 'test' } as const
    const kept = { ...row, documentHash: 'h', checkedAt: instant(new Date()) }
    await database.write((tx) => keepCheck(tx, kept))
    const borrow = `UPDATE accounts SET level = 'L2', identity_check_id = ? WHERE id IN (?, ?)`
    await database.write((tx) => tx.run(borrow, row.id, verified.accountId, other.accountId))
    const { accountId } = other
    const { check, told } = night(server, '2026-11-22T20:00:00Z')
    await check()
    expect(told).toEqual({ faults: [1], said: [['level-faults', { count: 1 }]] })
    expect(await database.reader.get('SELECT level FROM accounts WHERE id = ?', accountId)).toEqual({ level: 'L2' })
  })

  test('one that died with its process is taken over later the same night, not before', async () => {
    const server = await start()
    const begun = `INSERT INTO level_checks (day, started_at) VALUES ('2026-11-23', '2026-11-22T19:00:00.000Z')`
    await server.foundation.database.write((tx) => tx.run(begun))
    expect(await night(server, '2026-11-22T20:59:00Z').check()).toBe(false)
    expect(await night(server, '2026-11-22T21:01:00Z').check()).toBe(true)
    expect(await nightsOf(server)).toMatchObject([{ finishedAt: '2026-11-22T21:01:00.000Z' }])
  })
})
