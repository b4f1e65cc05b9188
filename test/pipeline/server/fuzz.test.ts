import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TSchema } from 'typebox'
import { type Route, routes } from '../../../sync-server/contract/route.ts'
import { failures } from '../../../sync-server/contract/failure.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { databases } from '../../fixtures/server/databases.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { valueOf } from '../../fixtures/server/value-of-schema.ts'

const running: { server: TestServer; kiosk: TestKiosk; token: string; citizenToken: string; run: string }[] = []
beforeAll(async () => {
  for (const { fresh } of databases) {
    const server = await startTestServer(await fresh())
    const kiosk = await server.kiosk()
    const { token } = await kiosk.signIn('1001', 'Hall-1001-demo')
    const client = await signInCitizen(server, await seedCitizen(server, 1), kiosk)
    const run = (await client.begin('sign-in-by-sms')).state.id
    running.push({ server, kiosk, token, citizenToken: client.token ?? '', run })
  }
})
afterAll(() => Promise.all(running.map(({ server }) => server.close())))

const bodyFor = (route: Route): fc.Arbitrary<Uint8Array> => {
  const anything = fc.uint8Array({ maxLength: 300 })
  if (route.body === undefined || 'bytes' in route.body) return anything
  const json = valueOf(route.body as TSchema).map((value) => Buffer.from(JSON.stringify(value) ?? ''))
  return fc.oneof({ weight: 4, arbitrary: json }, { weight: 1, arbitrary: anything })
}
const LEAK = /at .*\.ts|SELECT|INSERT|sqlite|postgres|node_modules|stack/i

/** Requests travel inside the process: method, path, headers and body are all the server sees. */
async function ask(at: (typeof running)[number], route: Route, input: { body: Uint8Array; param: string | undefined }) {
  const known = route.events ? 'unknown' : at.run // a stream of events of a run that is there does not end
  const path = route.path.replace(/:\w+/, encodeURIComponent(input.param ?? known))
  const isBytes = route.body !== undefined && 'bytes' in route.body
  const payload = route.method === 'GET' || route.method === 'DELETE' ? Buffer.alloc(0) : Buffer.from(input.body)
  const response = await at.server.app.inject({
    method: route.method,
    url: path,
    headers: {
      ...(payload.length > 0 ? { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' } : {}),
      authorization: `Bearer ${/client|citizen/.test(route.guard) ? at.citizenToken : at.token}`,
      ...at.kiosk.headersFor(route.method, path, payload),
    },
    payload,
  })
  return response
}

const OTHERWISE_TESTED = ['signInStaff', 'signOutStaff', 'signOut']

test.each(Object.entries(routes).filter(([name]) => !OTHERWISE_TESTED.includes(name)))(
  '%s answers whatever it is sent with its own reply or a problem, never with a fault of its own',
  async (_name, row) => {
    const route: Route = row
    const param = fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 70 }), { nil: undefined })
    const input = fc.record({ body: bodyFor(route), param })
    await fc.assert(
      fc.asyncProperty(input, fc.nat(running.length - 1), async (sent, n) => {
        const response = await ask(running[n]!, route, sent)
        expect(response.statusCode, response.body).toBeLessThan(500)
        expect(response.body).not.toMatch(LEAK)
        if (response.statusCode === 200) expect(isValid(route.reply as TSchema, response.json())).toBe(true)
        if (response.statusCode >= 400) expect(Object.keys(failures)).toContain(response.json<{ code: string }>().code)
      }),
      { numRuns: 60 },
    )
  },
)
