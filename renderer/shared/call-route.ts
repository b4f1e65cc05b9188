import { type FailureCode, type Failure, isFailureCode, Problem } from '../../sync-server/contract/failure.ts'
import { type BodyOf, type ReplyOf, type Route, type RouteName, routes } from '../../sync-server/contract/route.ts'

/** What a request to a route carries. */
export interface Given<N extends RouteName> {
  readonly body?: BodyOf<N>
  readonly params?: Readonly<Record<string, string>>
}

/** One route of the contract, by name; rejects with a Problem whose code the citizen is told. */
export type CallRoute = <N extends RouteName>(name: N, given?: Given<N>) => Promise<ReplyOf<N>>

/** What the client stands on: the browser's own fetch, and whoever is signed in. */
export interface ClientPorts {
  readonly fetch: typeof globalThis.fetch
  readonly token: () => string | undefined
}

const TIMEOUT_MS = 15_000
/** Bytes are pictures for a register to compare, which takes its time. */
const BYTES_TIMEOUT_MS = 45_000
/** To a citizen all of this is one thing, and never their mistake. */
const OUTAGES: ReadonlySet<string> = new Set<FailureCode>(['server.busy', 'server.unreachable'])

/** The address of a route with what stands for its `:names`. */
export function addressOf(route: Route, params: Readonly<Record<string, string>> = {}): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** Headers of whoever is signed in, for any request. */
export const credentials = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` }

/** The failure that a problem document tells; anything else between here and the server is an outage. */
export async function problemIn(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => undefined)) as Partial<Failure> | undefined
  const code: unknown = said?.code
  const { retryAfterS, requiredLevel } = said ?? {}
  const more = { ...(retryAfterS === undefined ? {} : { retryAfterS }), ...(requiredLevel ? { requiredLevel } : {}) }
  const isKnown = typeof code === 'string' && isFailureCode(code) && !OUTAGES.has(code)
  return new Problem(isKnown ? code : 'service.unreachable', more)
}

/** What a page is told about an error; one without a code is the network's fault and never the citizen's. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Problem)) return { code: 'service.unreachable' }
  const { code, retryAfterS, requiredLevel } = error
  return {
    code,
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
    ...(requiredLevel === undefined ? {} : { requiredLevel }),
  }
}

async function reached<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (cause) {
    throw new Problem('service.unreachable', { cause })
  }
}

/** A function over the contract's whole route table, as the person who is signed in. */
export function callRouteWith({ fetch, token }: ClientPorts): CallRoute {
  return async (name, { body, params } = {}) => {
    const route: Route = routes[name]
    const late = new AbortController()
    const isBytes = (body as unknown) instanceof Uint8Array
    const timer = setTimeout(() => late.abort(), isBytes ? BYTES_TIMEOUT_MS : TIMEOUT_MS)
    const type = body === undefined ? {} : { 'content-type': `application/${isBytes ? 'octet-stream' : 'json'}` }
    const { method } = route
    const sent =
      body === undefined
        ? {}
        : { body: isBytes ? Uint8Array.from(body as unknown as Uint8Array) : JSON.stringify(body) }
    const headers = { accept: 'application/json', ...type, ...credentials(token()) }
    try {
      const asked = { method, headers, ...sent, signal: late.signal, cache: 'no-store' as const }
      const response = await reached(() => fetch(addressOf(route, params), asked))
      if (!response.ok) throw await problemIn(response)
      return (route.reply ? await reached(() => response.json() as Promise<unknown>) : undefined) as never
    } finally {
      clearTimeout(timer)
    }
  }
}
