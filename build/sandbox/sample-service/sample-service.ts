import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as openid from 'openid-client'
import { insidePage, PAGE_POLICY, refusedPage, type Told, welcomePage } from './page.ts'

const CLIENT_ID = 'sample-service'
const COOKIE = 'sample'

/** A small service of somebody else's, which knows of the platform what OpenID Connect says. */
export interface SampleService {
  readonly url: string
  /** The server's environment with this service connected; its secret is written into the folder. */
  environment(folder: string): Record<string, string>
  /** Names the platform, as soon as it has an address. */
  register(origin: string): void
  stop(): Promise<void>
}

/** What the service remembers of one browser. */
interface Visit {
  readonly checks?: openid.AuthorizationCodeGrantChecks
  readonly told?: Told
  readonly idToken?: string
}

class Service {
  readonly secret = randomBytes(32).toString('base64url')
  origin = ''
  url = ''
  readonly #visits = new Map<string, Visit>()
  #known: Promise<openid.Configuration> | undefined

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const [, id = ''] = /sample=([\w-]{20,})/.exec(request.headers.cookie ?? '') ?? []
    const visit = this.#visits.get(id) ?? {}
    if (url.pathname === '/sign-in') return this.#signIn(url.searchParams.get('level'), response)
    if (url.pathname === '/callback') return this.#comeBack(url, { id, visit, response })
    if (url.pathname === '/sign-out') return this.#signOut({ id, visit, response })
    if (url.pathname !== '/') return void response.writeHead(404).end()
    send(response, visit.told ? insidePage(visit.told) : welcomePage())
  }

  #platform(): Promise<openid.Configuration> {
    const metadata = { id_token_signed_response_alg: 'ES256' }
    const options = { execute: [openid.allowInsecureRequests] }
    const proof = openid.ClientSecretBasic(this.secret)
    return (this.#known ??= openid.discovery(new URL(`${this.origin}/oidc`), CLIENT_ID, metadata, proof, options))
  }

  async #signIn(level: string | null, response: ServerResponse): Promise<void> {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
    const id = randomBytes(24).toString('base64url')
    this.#visits.set(id, { checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true } })
    const address = openid.buildAuthorizationUrl(await this.#platform(), {
      redirect_uri: `${this.url}/callback`,
      scope: 'openid profile',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...(level === null ? {} : { acr_values: `urn:hall:loa:${level}` }),
    })
    const cookie = `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`
    response.writeHead(302, { location: address.href, 'set-cookie': cookie }).end()
  }

  async #comeBack(url: URL, { id, visit, response }: Here): Promise<void> {
    try {
      const platform = await this.#platform()
      const tokens = await openid.authorizationCodeGrant(platform, url, visit.checks ?? {})
      const claims = tokens.claims()
      const subject = claims?.sub ?? ''
      const info = await openid.fetchUserInfo(platform, tokens.access_token, subject)
      const level = String(claims?.['acr']).replace('urn:hall:loa:', '')
      const name = typeof info['masked_name'] === 'string' ? info['masked_name'] : undefined
      this.#visits.set(id, { told: { level, name, subject }, idToken: tokens.id_token ?? '' })
      response.writeHead(302, { location: '/' }).end()
    } catch (error) {
      send(response, refusedPage(error instanceof openid.AuthorizationResponseError ? error.error : 'failed'))
    }
  }

  async #signOut({ id, visit, response }: Here): Promise<void> {
    this.#visits.delete(id)
    const address = openid.buildEndSessionUrl(await this.#platform(), {
      post_logout_redirect_uri: `${this.url}/`,
      id_token_hint: visit.idToken ?? '',
    })
    response.writeHead(302, { location: address.href }).end()
  }
}

/** One request with what is remembered of its browser. */
interface Here {
  readonly id: string
  readonly visit: Visit
  readonly response: ServerResponse
}

function send(response: ServerResponse, page: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY })
  response.end(page)
}

function environmentOf({ secret, url }: Service, folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'sample-secret'), secret, { mode: 0o600 })
  const addresses = { redirectUris: [`${url}/callback`], afterSignOut: [`${url}/`] }
  const row = { id: CLIENT_ID, name: '易通行', ...addresses, secretFile: 'sample-secret', scopes: ['profile'] }
  const file = join(folder, 'services.json')
  writeFileSync(file, JSON.stringify([row]))
  return { HALL_SERVICES: file }
}

/** Starts the service on the loopback address; it can be opened once the platform has been named. */
export async function startSampleService(): Promise<SampleService> {
  const service = new Service()
  const server = createServer((request, response) => {
    service.answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Another name than the platform's, so that the two are different sites for a browser, as they are in a hall.
  service.url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url: service.url,
    environment: (folder) => environmentOf(service, folder),
    register: (origin) => void (service.origin = origin),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
