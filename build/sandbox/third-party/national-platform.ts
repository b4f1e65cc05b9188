import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Mood, ok, type SandboxAnswer, type SandboxProvider, type SandboxRequest } from './exchange.ts'
import type { Grant, Grants } from './grants.ts'
import { subjectOf } from './people.ts'

export const nationalApp = {
  clientId: 'hall-sandbox',
  secret: 'national-sandbox-secret',
  issuer: 'https://national.sandbox.invalid',
}
const KEY_ID = 'sandbox-1'
const error = (status: number, name: string): SandboxAnswer => ({ status, body: { error: name } })

interface Keys {
  readonly own: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }
  readonly forger: { readonly privateKey: CryptoKey }
}
let keys: Promise<Keys> | undefined
const keysOf = async (): Promise<Keys> => {
  keys ??= Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]).then(([own, forger]) => ({ own, forger }))
  return keys
}

async function idTokenOf({ person, nonce }: Grant, mood: Mood): Promise<string> {
  const { own, forger } = await keysOf()
  return new SignJWT({ ...(nonce === undefined ? {} : { nonce }), name: person.name })
    .setProtectedHeader({ alg: 'ES256', kid: KEY_ID })
    .setIssuer(nationalApp.issuer)
    .setAudience(nationalApp.clientId)
    .setSubject(subjectOf('national-platform', person))
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(mood === 'forged' ? forger.privateKey : own.privateKey)
}

function isVerified({ codeChallenge }: Grant, verifier: string | null): boolean {
  const challenge = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  return codeChallenge !== undefined && codeChallenge === challenge
}

/** 国家政务服务平台, as the code flow of OpenID Connect with PKCE: a stand-in, since its papers are not public. */
export function nationalPlatform(grants: Grants): SandboxProvider {
  async function token({ form }: SandboxRequest, mood: Mood): Promise<SandboxAnswer> {
    const isOurs = form.get('client_id') === nationalApp.clientId && form.get('client_secret') === nationalApp.secret
    if (!isOurs) return error(401, 'invalid_client')
    const grant = grants.redeem(form.get('code'))
    const isRight =
      grant?.redirectUri === form.get('redirect_uri') && grant && isVerified(grant, form.get('code_verifier'))
    if (!grant || !isRight) return error(400, 'invalid_grant')
    const id_token = await idTokenOf(grant, mood)
    return ok({ access_token: grants.newToken(grant), token_type: 'Bearer', expires_in: 300, id_token })
  }
  async function keySet(): Promise<SandboxAnswer> {
    const { own } = await keysOf()
    return ok({ keys: [{ ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: 'ES256', use: 'sig' }] })
  }
  return {
    title: '国家政务服务平台',
    pages: ['/authorize'],
    codeParameter: 'code',
    refusal: { error: 'access_denied' },
    wishIn: (query) => ({
      clientId: query.get('client_id'),
      redirectUri: query.get('redirect_uri'),
      isWellFormed:
        query.get('client_id') === nationalApp.clientId &&
        (query.get('scope') ?? '').split(' ').includes('openid') &&
        query.get('code_challenge_method') === 'S256',
    }),
    interfaces: { 'POST /token': token, 'GET /keys': keySet },
  }
}
