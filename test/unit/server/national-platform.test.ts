import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../sync-server/platform/clock.ts'
import type { Ask } from '../../../sync-server/third-party/bounded-request.ts'
import type { Binding } from '../../../sync-server/third-party/protocol.ts'
import { nationalPlatform } from '../../../sync-server/third-party/protocols/national-platform.ts'
import { codeOf } from '../../fixtures/server/short-lived.ts'

const at = (path: string): URL => new URL(path, 'https://national.example')
const app = {
  clientId: 'hall',
  secret: 'shared-secret-of-both-sides-32-bytes!',
  issuer: 'https://national.example',
  authorise: at('/authorize'),
  token: at('/token'),
  keys: at('/keys'),
}
const binding: Binding = {
  state: 's',
  nonce: 'n-1',
  codeVerifier: 'v',
  redirectUri: 'https://hall.example/third-party/national-platform/callback',
  isInApp: false,
}
let own: { privateKey: CryptoKey; publicKey: CryptoKey }
let forger: { privateKey: CryptoKey }
beforeAll(async () => {
  own = await generateKeyPair('ES256')
  forger = await generateKeyPair('ES256')
})

const now = (): number => Math.floor(Date.now() / 1000)
const claims = (): JWTPayload => ({
  iss: app.issuer,
  aud: app.clientId,
  sub: 'subject-1',
  nonce: binding.nonce,
  iat: now(),
  exp: now() + 300,
})
const signed = (payload: JWTPayload, key: CryptoKey | Uint8Array = own.privateKey, alg = 'ES256'): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(key)

/** Redeems a code at a platform that answers with this token. */
async function redeemed(idToken: string): Promise<unknown> {
  const keys = { keys: [await exportJWK(own.publicKey)] }
  const ask: Ask = (url) => Promise.resolve(JSON.stringify(url.pathname === '/keys' ? keys : { id_token: idToken }))
  return nationalPlatform.identify(app, 'code', { binding, ask, clock: systemClock })
}

test('a signed identity for this sign-in is believed', async () => {
  expect(await redeemed(await signed({ ...claims(), name: '演示' }))).toEqual({ id: 'subject-1', name: '演示' })
})

const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name))
test.each<[string, () => Promise<string> | string]>([
  ['of another sign-in', () => signed({ ...claims(), nonce: 'n-2' })],
  ['without a nonce', () => signed(without('nonce'))],
  ['without a subject', () => signed(without('sub'))],
  ['with an empty subject', () => signed({ ...claims(), sub: '' })],
  ['without an end', () => signed(without('exp'))],
  ['for another platform', () => signed({ ...claims(), aud: 'other' })],
  ['for several platforms', () => signed({ ...claims(), aud: [app.clientId, 'other'] })],
  ['of another issuer', () => signed({ ...claims(), iss: 'https://evil.example' })],
  ['that has ended', () => signed({ ...claims(), exp: now() - 60 })],
  ['from long ago', () => signed({ ...claims(), iat: now() - 3600 })],
  ['signed by somebody else', () => signed(claims(), forger.privateKey)],
  ['signed with the shared secret', () => signed(claims(), new TextEncoder().encode(app.secret), 'HS256')],
  ['signed by nobody', () => new UnsecuredJWT(claims()).encode()],
  ['that is none', () => 'not.a.token'],
])('an identity %s is not', async (_what, token) => {
  expect(await codeOf(redeemed(await token()))).toBe('third-party.untrusted')
})
