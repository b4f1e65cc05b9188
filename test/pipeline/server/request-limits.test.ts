import { afterEach, expect, test } from 'vitest'
import { kioskHeaders } from '../../../sync-server/contract/kiosk.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let hall: TestServer | undefined
afterEach(() => hall?.close())

const MOST = 5
const limits = { clientRequestsPerMinute: MOST, openRequestsPerMinute: 2 }
const begin = async (headers: Record<string, string> = {}): Promise<number> => {
  const body = JSON.stringify({ flow: 'sign-in' })
  return (
    await fetch(`${hall!.url}/v1/flows`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
  ).status
}
const times = async (count: number, call: () => Promise<number>): Promise<number[]> => {
  const statuses: number[] = []
  for (let n = 0; n < count; n++) statuses.push(await call())
  return statuses
}

test('a stranger may call so often a minute and is then told when to come back; a kiosk goes on', async () => {
  hall = await startTestServer({}, limits)
  const kiosk = await hall.kiosk()
  expect(await times(MOST + 2, begin)).toEqual([...Array<number>(MOST).fill(200), 503, 503])
  const refused = await fetch(`${hall.url}/v1/flows`, { method: 'POST' })
  const problem = (await refused.json()) as { code: string; retryAfterS: number }
  expect(problem.code).toBe('server.busy')
  expect(problem.retryAfterS).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBe(problem.retryAfterS)
  const signed = async () => (await kiosk.send('POST', '/v1/flows', { body: { flow: 'sign-in' } })).status
  expect(await times(MOST + 2, signed)).toEqual(Array<number>(MOST + 2).fill(200))
})
test('a header that only looks like a kiosk gets past the limit and no further', async () => {
  hall = await startTestServer({}, limits)
  const pretended = () => begin({ [kioskHeaders.id]: 'pretended' })
  expect(new Set(await times(MOST + 2, pretended))).toEqual(new Set([401]))
  const nameless = () => begin({ [kioskHeaders.id]: '' })
  expect((await times(MOST + 1, nameless)).at(-1), 'an empty name is no kiosk').toBe(503)
})
test('routes open to everybody and those of citizens are limited too', async () => {
  hall = await startTestServer({}, limits)
  const get = async (path: string) => (await fetch(hall!.url + path)).status
  expect(await times(3, () => get('/v1/receipts/R-1'))).toEqual([200, 200, 503])
  expect(await times(MOST + 1, () => get('/v1/account'))).toEqual([...Array<number>(MOST).fill(401), 503])
})
test('whoever speaks for others is only believed at a trusted proxy', async () => {
  const forwarded = (address: string) => () => begin({ 'x-forwarded-for': address })
  hall = await startTestServer({}, limits)
  await times(MOST, forwarded('192.0.2.1'))
  expect(await times(1, forwarded('192.0.2.2')), 'nobody is trusted').toEqual([503])
  await hall.close()
  hall = await startTestServer({ HALL_TRUSTED_PROXIES: '127.0.0.1' }, limits)
  await times(MOST, forwarded('192.0.2.1'))
  expect(await times(1, forwarded('192.0.2.2')), 'the proxy is trusted').toEqual([200])
  expect(await times(1, forwarded('192.0.2.1'))).toEqual([503])
})
