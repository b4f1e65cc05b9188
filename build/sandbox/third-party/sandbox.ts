import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ThirdPartyProvider } from '../../../sync-server/contract/third-party.ts'
import { alipay } from './alipay.ts'
import { baidu } from './baidu.ts'
import type { Mood, SandboxAnswer, SandboxProvider } from './exchange.ts'
import { Grants } from './grants.ts'
import { nationalPlatform } from './national-platform.ts'
import { authorisePage, PAGE_POLICY, refusalPage } from './page.ts'
import { personOf } from './people.ts'
import { sandboxEnvironment } from './settings.ts'
import { wechat } from './wechat.ts'

const MAX_FORM_BYTES = 16 * 1024
const FLOOD_BYTES = 1024 * 1024
const makers: Readonly<Record<ThirdPartyProvider, (grants: Grants) => SandboxProvider>> = {
  'national-platform': nationalPlatform,
  alipay,
  wechat,
  baidu,
}

/** The four providers on this machine, each speaking its own protocol. */
export interface ThirdPartySandbox {
  readonly url: string
  /** The server's environment with these providers; its secrets are written into the folder. */
  environment(folder: string): Record<string, string>
  /** Registers the platform: its address is the only one that codes are sent to. */
  register(origin: string): void
  setMood(provider: ThirdPartyProvider, mood: Mood): void
  stop(): Promise<void>
}

class Providers {
  readonly moods = new Map<string, Mood>()
  readonly #origins = new Set<string>()
  readonly #grants = new Map(Object.keys(makers).map((name) => [name, new Grants()]))
  readonly #providers = new Map(
    Object.entries(makers).map(([name, make]) => [name, make(this.#grants.get(name) ?? new Grants())]),
  )

  register(origin: string): void {
    this.#origins.add(origin)
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const [, name = '', ...rest] = url.pathname.split('/')
    const [provider, path] = [this.#providers.get(name), `/${rest.join('/')}`]
    if (!provider) return void response.writeHead(404).end()
    const mood = this.moods.get(name) ?? 'well'
    if (request.method === 'GET' && provider.pages.includes(path)) return this.#page(provider, url, response)
    if (request.method === 'GET' && path === '/decided') return this.#decided(name, provider, { url, response })
    const handle = provider.interfaces[`${request.method} ${path}`]
    if (!handle || mood === 'down') return void response.writeHead(handle ? 503 : 404).end()
    if (mood === 'silent') return
    if (mood === 'flooding') return void response.writeHead(200).end('x'.repeat(FLOOD_BYTES))
    const form = new URLSearchParams(await bodyOf(request))
    send(response, await handle({ method: request.method ?? '', query: url.searchParams, form }, mood))
  }

  #isRegistered(redirectUri: string | null, name: string): boolean {
    return [...this.#origins].some((origin) => redirectUri === `${origin}/third-party/${name}/callback`)
  }

  #page(provider: SandboxProvider, url: URL, response: ServerResponse): void {
    const name = url.pathname.split('/')[1] ?? ''
    const { isWellFormed, redirectUri } = provider.wishIn(url.searchParams)
    const isGood = isWellFormed && this.#isRegistered(redirectUri, name)
    const decided = (person: string): string => {
      const query = new URLSearchParams(url.searchParams)
      query.set('person', person)
      return `/${name}/decided?${query.toString()}`
    }
    const page = isGood ? authorisePage(provider.title, decided, decided('')) : refusalPage(provider.title)
    response.writeHead(isGood ? 200 : 400, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': PAGE_POLICY,
    })
    response.end(page)
  }

  #decided(name: string, provider: SandboxProvider, { url, response }: { url: URL; response: ServerResponse }): void {
    const query = url.searchParams
    const { clientId, redirectUri, isWellFormed } = provider.wishIn(query)
    if (!isWellFormed || clientId === null || redirectUri === null || !this.#isRegistered(redirectUri, name)) {
      return void response.writeHead(400).end()
    }
    const back = new URL(redirectUri)
    const person = personOf(query.get('person'))
    const [nonce, codeChallenge] = [query.get('nonce') ?? undefined, query.get('code_challenge') ?? undefined]
    const given = person
      ? {
          [provider.codeParameter]: this.#grants
            .get(name)
            ?.newCode({ clientId, redirectUri, person, nonce, codeChallenge }),
        }
      : provider.refusal
    for (const [key, value] of Object.entries({ ...given, state: query.get('state') }))
      back.searchParams.set(key, value ?? '')
    response.writeHead(302, { location: back.href }).end()
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) {
    text += String(piece)
    if (text.length > MAX_FORM_BYTES) return ''
  }
  return text
}

function send(response: ServerResponse, answer: SandboxAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json;charset=utf-8' })
  response.end('text' in answer ? answer.text : JSON.stringify(answer.body))
}

/** Starts the providers on the loopback address. */
export async function startThirdPartySandbox(): Promise<ThirdPartySandbox> {
  const providers = new Providers()
  const server = createServer((request, response) => {
    providers.answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    environment: (folder) => sandboxEnvironment(url, folder),
    register: (origin) => providers.register(origin),
    setMood: (provider, mood) => void providers.moods.set(provider, mood),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
