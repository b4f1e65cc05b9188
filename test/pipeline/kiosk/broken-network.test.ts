import { afterEach, beforeEach, expect, test } from 'vitest'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { ChaosProxy } from '../../fixtures/kiosk/chaos-proxy.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

let hall: Hall
let proxy: ChaosProxy | undefined
beforeEach(async () => {
  hall = await new Hall().begin()
})
afterEach(async () => {
  await hall.end()
  await proxy?.close()
})

test.each([1, 2, 3])(
  'through a network that cuts, swallows and repeats, each record arrives once (seed %i)',
  async (seed) => {
    const direct = await hall.office()
    await hall.shut(direct)
    proxy = new ChaosProxy(hall.server.url, seed)
    const office = await hall.office({ server: await proxy.listen() }, { batchBytes: 150_000 })
    const ids = Array.from({ length: 60 }, () => {
      const log = sessionLog(office.identity.kioskId)
      office.depot.deposit(log, attachments(1024, 20_000), '1001')
      return log.recordId
    })
    office.courier.start()
    await until(() => hall.server.inbox.records.size === 60 && office.depot.counts().waiting === 0)
    expect(hall.server.inbox.arrivals).toEqual(ids)
    expect(office.depot.counts()).toEqual({ waiting: 0, returned: 0, parked: 0 })
    expect(proxy.did.cut).toBeGreaterThan(0)
  },
)

test('an answer that is lost after the records were taken in costs a repetition, not a record', async () => {
  const office = await hall.office()
  const log = sessionLog(office.identity.kioskId)
  office.depot.deposit(log, attachments(500), '1001')
  let lost = 0
  hall.server.afterHandling = (name) => {
    if (name !== 'postRecords' || lost >= 3) return
    lost += 1
    throw new Error('cut')
  }
  office.courier.start()
  await until(() => office.depot.counts().waiting === 0)
  expect(hall.server.inbox.arrivals).toEqual([log.recordId])
  expect(hall.server.inbox.duplicates).toBe(3)
})

test('when a later batch is lost on its way, what was said of the earlier ones is kept', async () => {
  const office = await hall.office({}, { batchBytes: 60_000 })
  const ids = Array.from({ length: 6 }, () => {
    const log = sessionLog(office.identity.kioskId)
    office.depot.deposit(log, attachments(20_000), '1001')
    return log.recordId
  })
  let sent = 0
  hall.server.intercept = (name) => {
    if (name === 'postRecords' && ++sent > 2) throw new Error('cut')
  }
  office.courier.start()
  await until(() => sent > 3)
  expect(office.depot.counts().waiting).toBe(6 - hall.server.inbox.arrivals.length)
  expect(hall.server.inbox.arrivals).toEqual(ids.slice(0, 4))
  hall.server.intercept = () => undefined
  await until(() => office.depot.counts().waiting === 0)
  expect(hall.server.inbox.arrivals).toEqual(ids)
  expect(hall.server.inbox.duplicates).toBe(0)
})
