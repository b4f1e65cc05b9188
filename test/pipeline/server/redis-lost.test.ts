import { afterEach, expect, test, vi } from 'vitest'
import { freePort } from '../../../build/database/free-port.ts'
import { type Redis, startRedis } from '../../../build/database/redis.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let hall: TestServer | undefined
let redis: Redis | undefined
afterEach(async () => {
  await hall?.close()
  await redis?.stop()
})

test('without its Redis a server is busy, not wrong, and goes on when it is back', async () => {
  redis = await startRedis()
  hall = await startTestServer({ REDIS_URL: redis.url })
  const client = new OnlineClient(hall)
  const begin = () => client.send('POST', '/v1/flows', { flow: 'sign-in' })
  const isReady = async () => (await fetch(`${hall!.url}/readyz`)).status
  expect([(await begin()).status, await isReady()]).toEqual([200, 200])
  await redis.stop()
  const refused = await begin()
  expect([refused.status, codeOf(refused)]).toEqual([503, 'server.busy'])
  expect(await isReady()).toBe(503)
  expect((await fetch(`${hall.url}/healthz`)).status).toBe(200)
  expect(hall.logged.filter(({ event }) => event === 'incident')).toEqual([])
  redis = await startRedis(Number(new URL(redis.url).port))
  await vi.waitFor(async () => expect(await isReady()).toBe(200), { timeout: 20_000, interval: 200 })
  expect((await begin()).status).toBe(200)
})
test('a server whose Redis is not there does not start, and says why', async () => {
  const nowhere = `redis://127.0.0.1:${await freePort()}`
  await expect(startTestServer({ REDIS_URL: nowhere })).rejects.toThrow('Redis cannot be reached')
})
