import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Office } from '../../../electron/stages.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { hallKeys } from '../../fixtures/kiosk/hall-keys.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

let hall: Hall
let office: Office
beforeEach(async () => {
  hall = await new Hall().begin()
  office = await hall.office()
})
afterEach(() => hall.end())

function deposit(...sizes: number[]): SessionLog {
  const log = sessionLog(office.identity.kioskId)
  office.depot.deposit(log, attachments(...(sizes.length > 0 ? sizes : [300])), '1001')
  return log
}
const arrived = (count: number) => until(() => hall.server.inbox.records.size === count)
const settled = () => until(() => office.depot.counts().waiting === 0)

describe('network and trouble', () => {
  test('a network that comes back is noticed', async () => {
    hall.server.intercept = () => {
      throw new Error('cut')
    }
    deposit()
    office.courier.start()
    await until(() => hall.server.calls.length > 3)
    expect(office.courier.network()).toBe('offline')
    hall.server.intercept = () => undefined
    await until(() => office.courier.network() === 'online')
    await arrived(1)
  })
  test('to a server with other keys nothing is sent, and nobody is served', async () => {
    hall.server.standingKeys = hallKeys('other').pinned
    deposit()
    office.courier.start()
    await until(() => office.courier.trouble()?.code === 'server.key-mismatch')
    expect(office.blocked()).toBe('server.key-mismatch')
    expect(hall.server.calls).not.toContain('postRecords')
    hall.server.standingKeys = hall.server.keys.pinned
    await arrived(1)
    expect(office.courier.trouble()).toBeUndefined()
    expect(office.blocked()).toBeUndefined()
  })
  test('a new record is tried at once although a busy server asked for an hour', async () => {
    hall.server.intercept = () => {
      throw new Problem('server.busy', { retryAfterS: 3600 })
    }
    office.courier.start()
    await until(() => hall.server.calls.length > 0)
    hall.server.intercept = () => undefined
    deposit()
    await arrived(1)
  })
  test('a kiosk that was stopped by the administrator says so', async () => {
    hall.server.intercept = () => {
      throw new Problem('kiosk.revoked')
    }
    office.courier.start()
    await until(() => office.blocked() === 'kiosk.revoked')
  })
  test('a clock that was put right is believed again', async () => {
    hall.server.now = () => new Date(hall.clock.now().getTime() + 200_000)
    office.courier.start()
    await until(() => office.courier.network() === 'online')
    hall.clock.advance(200_000 + 200_000)
    hall.server.now = () => new Date(hall.clock.now().getTime() - 200_000)
    await until(() => office.courier.trouble() === undefined && office.courier.network() === 'online')
    deposit()
    await arrived(1)
  })
  test('a policy that changed is obeyed and kept', async () => {
    hall.server.policy = { ...hall.server.policy, version: 2, minimumFreeMiB: 2 ** 40 }
    office.courier.start()
    await until(() => office.blocked() === 'kiosk.disk-full')
    office = await hall.reopen(office)
    expect(office.identity.policy().version).toBe(2)
  })
  test('after too long without a server no new citizen is served, and one answer is enough', async () => {
    office.courier.start()
    await until(() => office.identity.lastSeenServerAt() !== undefined)
    await office.courier.stop()
    hall.clock.advance(73 * 3_600_000)
    expect(office.blocked()).toBe('kiosk.offline-too-long')
    office.courier.start()
    await until(() => office.blocked() === undefined)
  })
  test('stopping ends a request in flight and gives the leases back', async () => {
    deposit()
    hall.server.intercept = (name) => {
      if (name === 'postRecords') void office.courier.stop()
    }
    office.courier.start()
    await until(() => hall.server.calls.includes('postRecords'))
    await office.courier.stop()
    expect(office.depot.counts().waiting).toBe(1)
    hall.server.intercept = () => undefined
    office.courier.start()
    await arrived(1)
    await settled()
  })
})
