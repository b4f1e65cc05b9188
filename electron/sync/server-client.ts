import type { AxiosInstance, AxiosRequestConfig, AxiosResponse, CreateAxiosDefaults } from 'axios'
import type { Readable } from 'node:stream'
import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type BodyOf, type ReplyOf, type Route, type RouteName, routes } from '../../sync-server/contract/route.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import { sha256Hex } from '../platform/digest.ts'
import { eventsIn, watchdog } from './event-stream.ts'
import { problemOfAnswer, unreachable } from '../platform/answer-problem.ts'

/** What a call may carry beside its name. */
export interface CallOptions<N extends RouteName> {
  readonly body?: BodyOf<N>
  readonly params?: Readonly<Record<string, string>>
  /** Token of the staff member's or the citizen's session, for routes that need one. */
  readonly token?: string
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/** The server, typed by the contract's route table. Every failure is a Problem. */
export interface ServerClient {
  call<N extends RouteName>(name: N, options?: CallOptions<N>): Promise<ReplyOf<N>>
  /** What a route that answers with events says, until the server ends it; throws a Problem when it cannot go on. */
  events<N extends EventRoute>(name: N, options: Omit<CallOptions<N>, 'body' | 'timeoutMs'>): AsyncIterable<EventOf<N>>
  close(): void
}

/** Routes that answer with events, and what each event carries. */
type EventRoute = { [N in RouteName]: (typeof routes)[N] extends { readonly events: TSchema } ? N : never }[RouteName]
type EventOf<N extends EventRoute> = Static<(typeof routes)[N]['events']>

/** What the client needs: where the server is and how this kiosk signs. */
export interface ServerClientParts {
  readonly server: string
  /** Certificates in PEM that the server's must come from; without them those that are trusted everywhere. */
  readonly certificateAuthority?: Buffer | undefined
  readonly signedHeaders: (request: { method: string; path: string; bodyDigest: string }) => Record<string, string>
}

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 16 * 1024 * 1024
const MAX_SOCKETS = 4

function urlOf(server: string, route: Route, params: Readonly<Record<string, string>>): URL {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return new URL(server.replace(/\/$/, '') + path)
}

/** Without a body the library would name a type of its own, which no route takes. */
function encode(body: unknown): { data: Buffer | undefined; type: Record<string, string | false> } {
  if (body === undefined) return { data: undefined, type: { 'content-type': false } }
  if (body instanceof Uint8Array) {
    const data = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    return { data, type: { 'content-type': 'application/octet-stream' } }
  }
  return { data: Buffer.from(JSON.stringify(body)), type: { 'content-type': 'application/json' } }
}

function checked(schema: TSchema, value: unknown): unknown {
  if (!Value.Check(schema, value)) throw new Error('answer-not-in-contract')
  return value
}

function decode(route: Route, response: AxiosResponse<Buffer>): unknown {
  if (response.status < 200 || response.status > 299) throw problemOfAnswer(response)
  if (!route.reply) return undefined
  try {
    return checked(route.reply as TSchema, JSON.parse(Buffer.from(response.data).toString('utf8')))
  } catch (cause) {
    throw unreachable(cause)
  }
}

/** Signature of the kiosk and token of the session, where the route asks for them. */
function credentialsFor(
  parts: ServerClientParts,
  route: Route,
  request: { path: string; data: Buffer | undefined; token: string | undefined },
): Record<string, string> {
  if (route.guard === 'open') return {}
  const bodyDigest = sha256Hex(request.data ?? Buffer.alloc(0))
  const signed = parts.signedHeaders({ method: route.method, path: request.path, bodyDigest })
  return request.token === undefined ? signed : { ...signed, authorization: `Bearer ${request.token}` }
}

/**
 * A connection that follows no redirect and uses no proxy: what answers elsewhere is not the server. The library comes with the
 * first call, since the counter's first screen does not need it.
 */
function connection(trusted: { readonly ca?: Buffer }): { http: () => Promise<AxiosInstance>; close: () => void } {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS })
  const httpsAgent = new SecureAgent({ keepAlive: true, maxSockets: MAX_SOCKETS, ...trusted })
  const settings: CreateAxiosDefaults = {
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    responseType: 'arraybuffer',
    maxContentLength: MAX_ANSWER_BYTES,
    maxBodyLength: Infinity,
    validateStatus: () => true,
  }
  let made: Promise<AxiosInstance> | undefined
  const http = (): Promise<AxiosInstance> =>
    (made ??= import('axios').then(({ default: axios }) => axios.create(settings)))
  const close = (): void => {
    httpAgent.destroy()
    httpsAgent.destroy()
  }
  return { http, close }
}

interface Sending {
  readonly parts: ServerClientParts
  readonly http: () => Promise<AxiosInstance>
  /** How a stream differs from an answer. */
  readonly streaming: AxiosRequestConfig
}

/** Sends one request, signed; what a stream needs differs from an answer in its `terms`. */
async function send<Body>(
  { parts, http }: Pick<Sending, 'parts' | 'http'>,
  route: Route,
  { terms = {}, ...options }: CallOptions<RouteName> & { readonly terms?: AxiosRequestConfig },
): Promise<AxiosResponse<Body>> {
  const url = urlOf(parts.server, route, options.params ?? {})
  const { data, type } = encode(options.body)
  const credentials = credentialsFor(parts, route, { path: url.pathname + url.search, data, token: options.token })
  const { signal, timeoutMs: timeout = TIMEOUT_MS } = options
  const headers = { accept: route.events ? 'text/event-stream' : 'application/json', ...type, ...credentials }
  const request = { url: url.href, method: route.method, headers, data, timeout, ...(signal ? { signal } : {}) }
  try {
    return await (await http()).request<Body>({ ...request, ...terms })
  } catch (cause) {
    throw unreachable(cause)
  }
}

/** A line of its own for each stream, so that those who only listen keep nobody from asking. */
function streamingTerms(trusted: { readonly ca?: Buffer }): AxiosRequestConfig {
  const agents = { httpAgent: new Agent(), httpsAgent: new SecureAgent(trusted) }
  return { responseType: 'stream', timeout: 0, maxContentLength: -1, ...agents }
}

async function refusalOf({ status, headers, data }: AxiosResponse<Readable>): Promise<Problem> {
  return problemOfAnswer({ status, headers, data: Buffer.concat(await data.toArray()) })
}

async function* follow(sending: Sending, route: Route, options: CallOptions<RouteName>): AsyncGenerator<unknown> {
  const silence = new AbortController()
  const dog = watchdog(() => silence.abort())
  const signal = AbortSignal.any([silence.signal, ...(options.signal ? [options.signal] : [])])
  try {
    const response = await send<Readable>(sending, route, { ...options, signal, terms: sending.streaming })
    if (response.status !== 200) throw await refusalOf(response)
    for await (const data of eventsIn(response.data, dog.heard))
      yield checked(route.events as TSchema, JSON.parse(data))
  } catch (cause) {
    throw cause instanceof Problem ? cause : unreachable(cause)
  } finally {
    dog.end()
    silence.abort()
  }
}

/** Makes the client for one server. */
export function serverClient(parts: ServerClientParts): ServerClient {
  const { certificateAuthority: ca } = parts
  const trusted = ca === undefined ? {} : { ca }
  const { http, close } = connection(trusted)
  const sending = { parts, http, streaming: streamingTerms(trusted) }
  return {
    async call<N extends RouteName>(name: N, options: CallOptions<N> = {}) {
      const route: Route = routes[name]
      const response = await send<Buffer>(sending, route, options as CallOptions<RouteName>)
      // `decode` has checked the answer against this route's own schema.
      return decode(route, response) as ReplyOf<N>
    },
    events<N extends EventRoute>(name: N, options: CallOptions<N>) {
      // Each event was checked against this route's own schema.
      return follow(sending, routes[name], options as CallOptions<RouteName>) as AsyncGenerator<EventOf<N>>
    },
    close,
  }
}
