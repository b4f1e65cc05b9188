import type { ClientMetadata, Configuration } from 'oidc-provider'
import { grantedTo } from '../consents/grants.service.ts'
import { consentItems, consentScopes } from '../contract/consent.ts'
import { browserAt } from '../platform/http/browser.ts'
import type { ServiceSettings } from '../platform/service-settings.ts'
import { adapterOn } from './adapter.ts'
import type { ArtefactStore } from './artefact-store.ts'
import { acrs } from './authorisation-rules.ts'
import { assertClaims } from './claims-request.ts'
import { accountFinder, subjectNow } from './find-account.ts'
import { interactionsFor } from './interaction-prompts.ts'
import { askSignOut, tellFailure, tellSignedOut } from './provider-pages.ts'
import type { ProviderParts } from './provider-parts.ts'

const MINUTE_S = 60
const DAY_S = 86_400
/** Idle lives that a citizen's session may have; see the sessions. */
const LONGEST_LIFE = 12
const SIGNED_BY = 'ES256'

function clientOf({ id, name, redirectUris, afterSignOut, proof, scopes }: ServiceSettings): ClientMetadata {
  const proved =
    'secret' in proof
      ? { client_secret: proof.secret, token_endpoint_auth_method: 'client_secret_basic' as const }
      : { jwks: { keys: proof.keys as never }, token_endpoint_auth_method: 'private_key_jwt' as const }
  const mayRefresh = scopes.includes('offline_access')
  return {
    client_id: id,
    client_name: name,
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: [...afterSignOut],
    response_types: ['code'],
    grant_types: ['authorization_code', ...(mayRefresh ? ['refresh_token'] : [])],
    subject_type: 'pairwise',
    id_token_signed_response_alg: SIGNED_BY,
    scope: scopes.join(' '),
    ...proved,
  }
}

/** `__Host-` keeps other hosts of the same domain from planting the cookie; it exists over https and for the whole host only. */
function cookiesFor(parts: ProviderParts): NonNullable<Configuration['cookies']> {
  const isSecure = parts.origin().startsWith('https:')
  const flags = { httpOnly: true, sameSite: 'lax', secure: isSecure, signed: true } as const
  const [host, secure] = isSecure ? ['__Host-', '__Secure-'] : ['', '']
  return {
    names: { session: `${host}hall-oidc`, interaction: `${secure}hall-oidc-page`, resume: `${secure}hall-oidc-resume` },
    long: flags,
    short: flags,
    keys: [parts.personal.hash('oidc/cookies', 'signature')],
  }
}

const on = { enabled: true } as const
const off = { enabled: false } as const

/** What of the standards is offered: the code flow for confidential clients, and nothing besides it. */
const features: NonNullable<Configuration['features']> = {
  devInteractions: off,
  claimsParameter: { ...on, assertClaimsParameter: assertClaims },
  pushedAuthorizationRequests: on,
  revocation: { ...on, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  introspection: { ...on, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  rpInitiatedLogout: { ...on, logoutSource: askSignOut, postLogoutSuccessSource: tellSignedOut },
  resourceIndicators: off,
  dPoP: off,
}

/** The page of the phone on which the citizen decides; the browser is known there by a cookie of the whole host. */
function pageFor(parts: ProviderParts, store: ArtefactStore): NonNullable<Configuration['interactions']>['url'] {
  return async (ctx, { uid }) => {
    const browser = browserAt(parts.personal, parts.origin(), ctx.get('cookie'))
    await store.bindToBrowser('Interaction', uid, browser.hash)
    ctx.append('set-cookie', browser.setCookie)
    return `${parts.origin()}/phone/#/authorise/${uid}`
  }
}

function livesOf({ policy }: ProviderParts): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: 10 * MINUTE_S,
    AuthorizationCode: MINUTE_S,
    IdToken: 10 * MINUTE_S,
    RefreshToken: 30 * DAY_S,
    Interaction: 60 * MINUTE_S,
    Session: LONGEST_LIFE * policy.account.sessionIdleMinutes * MINUTE_S,
    Grant: DAY_S,
  }
}

/** Everything that the library is told, from the services and the keys of this server. */
export function providerConfiguration(parts: ProviderParts, store: ArtefactStore): Configuration {
  const claims = Object.fromEntries(consentScopes.map((scope) => [scope, [...consentItems[scope].claims]]))
  return {
    adapter: adapterOn(parts, store),
    clients: parts.services.map(clientOf),
    jwks: { keys: parts.keys.identity.map((key) => ({ ...key, use: 'sig', alg: SIGNED_BY })) as never },
    acrValues: [...acrs],
    scopes: consentScopes,
    claims: { ...claims, iss: null, sid: null },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId, { clientId }) => subjectNow(parts, { accountId, serviceId: clientId }),
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: [SIGNED_BY],
      clientAuthSigningAlgValues: ['ES256', 'EdDSA', 'PS256', 'RS256'],
    },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: true,
    // A consent is the citizen's: neither signing out nor a service's revocation takes it back, only what was handed out for it.
    revokeGrantPolicy: () => false,
    loadExistingGrant: async ({ oidc }) => {
      const [accountId, clientId] = [oidc.account?.accountId, oidc.client?.clientId]
      if (accountId === undefined || clientId === undefined) return undefined
      const { grantId } = await grantedTo(parts.database.reader, accountId, clientId)
      return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId)
    },
    findAccount: accountFinder(parts),
    interactions: { policy: interactionsFor(parts), url: pageFor(parts, store) },
    cookies: cookiesFor(parts),
    features,
    ttl: livesOf(parts),
    renderError: tellFailure,
  }
}
