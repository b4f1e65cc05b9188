import { afterEach, expect, test } from 'vitest'
import { quickPasswords } from '../../fixtures/server/citizens.ts'
import { CALLBACK } from '../../fixtures/server/service-client.ts'
import { testServices } from '../../fixtures/server/services.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let hall: TestServer | undefined
afterEach(() => hall?.close())

const ORIGIN = 'https://hall.example'
const start = async (environment: Record<string, string> = {}): Promise<TestServer> =>
  (hall = await startTestServer(environment, { passwords: quickPasswords() }))
const query = new URLSearchParams({
  client_id: 'plain-service',
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'A'.repeat(43),
  code_challenge_method: 'S256',
})

test('every address is the public one, whatever a client or a proxy calls it, and cookies never leave https', async () => {
  const { url } = await start({ ...testServices().environment, HALL_ORIGIN: ORIGIN })
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  const answer = await fetch(`${url}/oidc/auth?${query}`, { redirect: 'manual', headers })
  expect(answer.headers.get('location')).toMatch(/^https:\/\/hall\.example\/phone\/#\/authorise\/[\w-]+$/)
  const cookies = answer.headers.getSetCookie()
  expect(cookies.map((cookie) => cookie.split('=')[0])).toContain('__Host-hall-browser')
  for (const cookie of cookies)
    expect(cookie).toMatch(/^__(Host|Secure)-(?=.*; *secure)(?=.*; *httponly)(?=.*; *samesite=lax)/i)
  for (const cookie of cookies.filter((each) => each.startsWith('__Host-'))) expect(cookie).toMatch(/path=\/(;|$)/i)
  const described = await fetch(`${url}/oidc/.well-known/openid-configuration`, { headers })
  const text = await described.text()
  expect([text.includes('evil'), text.includes('http://')]).toEqual([false, false])
  expect(JSON.parse(text)).toMatchObject({
    issuer: `${ORIGIN}/oidc`,
    acr_values_supported: ['urn:hall:loa:L1', 'urn:hall:loa:L2', 'urn:hall:loa:L3', 'urn:hall:loa:L4'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    id_token_signing_alg_values_supported: ['ES256'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
  })
})

test('the published keys are public halves only', async () => {
  const { url } = await start(testServices().environment)
  const { keys } = (await (await fetch(`${url}/oidc/jwks`)).json()) as { keys: object[] }
  expect(keys).toMatchObject([{ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' }])
  expect(keys[0]).not.toHaveProperty('d')
})

test('a page of the provider runs nothing, is framed by nobody and repeats nothing of the request', async () => {
  const { url } = await start(testServices().environment)
  const answer = await fetch(`${url}/oidc/auth?client_id=%3Cscript%3E`, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
  })
  expect([answer.status, answer.headers.get('x-frame-options')]).toEqual([400, 'DENY'])
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(await answer.text()).not.toContain('<script')
})

test('a server without services has no provider', async () => {
  const { url } = await start()
  expect((await fetch(`${url}/oidc/.well-known/openid-configuration`)).status).toBe(404)
})

test('what lies in the database opens nothing: artefacts are found by hashes and sealed', async () => {
  const { url, foundation } = await start(testServices().environment)
  const answer = await fetch(`${url}/oidc/auth?${query}`, { redirect: 'manual' })
  const [, id = 'none'] = /authorise\/([\w-]+)$/.exec(answer.headers.get('location') ?? '') ?? []
  const rows = await foundation.database.reader.all<{ key_hash: string; sealed_payload: Uint8Array }>(
    'SELECT * FROM provider_artefacts',
  )
  expect(rows).toHaveLength(1)
  const text = JSON.stringify(rows) + rows.map((row) => Buffer.from(row.sealed_payload).toString('latin1')).join()
  expect([text.includes(id), text.includes('plain-service')]).toEqual([false, false])
})
