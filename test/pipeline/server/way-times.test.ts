import { afterEach, describe, expect, test } from 'vitest'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { openConsole } from '../../fixtures/server/console-client.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { type Desk, newAccount, openDesk } from '../../fixtures/server/desk.ts'

let desk: Desk | undefined
afterEach(() => desk?.hall.close())

describe.each(engines)('how long both ways take on $name', ({ fresh }) => {
  const listed = async ({ hall }: Desk) => {
    const { body } = await (await openConsole(hall)).send('GET', '/v1/admin/way-times', undefined)
    if (!isValid(routes.listWayTimes.reply, body)) throw new Error(JSON.stringify(body))
    return body
  }
  /** Delivers a run that took so long; whoever took longer was longer at the start. */
  const run = (at: Desk, n: number, { seconds, byTwo }: { seconds: number; byTwo: boolean }) =>
    at.deliver({
      ...newAccount(n),
      ...(byTwo ? { supervisor: at.supervisor } : {}),
      after: (log) => ({
        ...log,
        startedAt: new Date(Date.parse(log.finishedAt) - seconds * 1000).toISOString(),
      }),
    })

  test('every run is counted once, by its way, and administrators see both beside each other', async () => {
    desk = await openDesk(await fresh())
    for (let n = 1; n <= 10; n++) expect(await run(desk, n, { seconds: 90, byTwo: false })).toBe('granted')
    for (let n = 11; n <= 20; n++) expect(await run(desk, n, { seconds: 185, byTwo: true })).toBe('granted')
    expect(await run(desk, 20, { seconds: 80, byTwo: false })).toMatch(/^returned/)
    const { all, kiosks, days } = await listed(desk)
    expect(days).toBe(30)
    expect(all).toEqual({
      face: { granted: 10, returned: 1, medianS: 90, nineTenthsS: 90 },
      twoPerson: { granted: 10, returned: 0, medianS: 190, nineTenthsS: 190 },
      gapPercent: 111,
      slower: 'two-person',
      isTooWide: true,
    })
    expect(kiosks).toEqual([{ ...all, kioskId: desk.kiosk.id, name: expect.any(String), hall: expect.any(String) }])
    const metrics = await (await fetch(`${desk.hall.url}/metrics`)).text()
    const line = `hall_verification_seconds_count{way="two-person",kiosk="${desk.kiosk.id}"} 10`
    expect(metrics).toContain(line)
  })

  test('a record that is sent again is not counted again, and nothing counted tells of a record', async () => {
    desk = await openDesk(await fresh())
    const { kiosk, clerk, hall } = desk
    const record = kiosk.record({ clerk, ...newAccount(1) })
    await kiosk.deliver([record])
    await kiosk.deliver([record])
    const rows = await hall.foundation.database.reader.all('SELECT * FROM way_times')
    expect(rows).toHaveLength(1)
    const columns = Object.keys(rows[0] as object).map((name) => name.toLowerCase().replaceAll('_', ''))
    expect(columns.sort()).toEqual(['day', 'granted', 'kioskid', 'returned', 'uptos', 'way'])
    expect((await listed(desk)).all.face).toMatchObject({ granted: 1 })
  })

  test('what is older than the policy looks back is left out', async () => {
    desk = await openDesk(await fresh())
    await desk.deliver(newAccount(1))
    await desk.hall.foundation.database.write((tx) => tx.run(`UPDATE way_times SET day = '2020-01-01'`))
    expect((await listed(desk)).kiosks).toEqual([])
  })
})
