import { createHash } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { Type } from 'typebox'
import { Problem } from '../../contract/failure.ts'
import type { NationalPlatformApp } from '../../platform/third-party-settings.ts'
import { answerIn } from '../bounded-request.ts'
import { type Protocol, type Redeeming, type Subject, withParameters } from '../protocol.ts'

const Token = Type.Object({ id_token: Type.String() })
const Refusal = Type.Partial(Type.Object({ error: Type.String() }))
const Keys = Type.Object({ keys: Type.Array(Type.Object({ kty: Type.String() }), { maxItems: 20 }) })

/** Signatures by key pairs only: with a shared secret, whoever knows it could sign as the platform. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
const CLOCK_TOLERANCE_S = 30
const MAX_TOKEN_AGE_S = 600

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

function idTokenIn(text: string): string {
  const { error } = answerIn(Refusal, text)
  if (error === 'invalid_grant') throw new Problem('third-party.expired')
  if (error !== undefined) throw new Problem('third-party.refused')
  return answerIn(Token, text).id_token
}

/** What a signed identity says, once signature, issuer, audience, age and nonce are right (OpenID Connect Core 3.1.3.7). */
async function claimsIn(app: NationalPlatformApp, idToken: string, redeeming: Redeeming): Promise<JWTPayload> {
  const { ask, clock, binding } = redeeming
  const keys = answerIn(Keys, await ask(app.keys)) as JSONWebKeySet
  try {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      issuer: app.issuer,
      audience: app.clientId,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: MAX_TOKEN_AGE_S,
      currentDate: clock.now(),
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    })
    if (payload['nonce'] !== binding.nonce || payload.aud !== app.clientId) throw new Error('not for this sign-in')
    return payload
  } catch (cause) {
    throw new Problem('third-party.untrusted', { cause })
  }
}

/**
 * 国家政务服务平台. Its connection specification is not public; this is the code flow of OpenID Connect with PKCE, on addresses
 * from the configuration. Whoever has the papers checks parameters and claims against them in this one file.
 */
export const nationalPlatform: Protocol<NationalPlatformApp> = {
  codeParameter: 'code',
  authorise: ({ authorise, clientId }, { redirectUri, state, nonce, codeVerifier }) =>
    withParameters(authorise, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'openid',
      state,
      nonce,
      code_challenge: challengeOf(codeVerifier),
      code_challenge_method: 'S256',
    }),
  async identify(app, code, redeeming): Promise<Subject> {
    const { redirectUri, codeVerifier } = redeeming.binding
    const answer = await redeeming.ask(app.token, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: app.clientId,
      client_secret: app.secret,
      code_verifier: codeVerifier,
    })
    const { sub, name } = await claimsIn(app, idTokenIn(answer), redeeming)
    if (sub === undefined || sub === '') throw new Problem('third-party.untrusted')
    return { id: sub, ...(typeof name === 'string' ? { name } : {}) }
  },
}
