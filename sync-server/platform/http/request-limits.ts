import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { Problem } from '../../contract/failure.ts'
import { kioskHeaders } from '../../contract/kiosk.ts'

/**
 * Of whom a route takes only so many requests a minute: of whoever asks where everybody may, of whoever asks as a client, or only
 * of clients without a kiosk's signature, since a request with one is refused anyway unless a kiosk made it.
 */
export type RequestLimit = 'none' | 'open' | 'client' | 'unsigned-client'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Routes that say nothing are open ones and are counted together, all others each by itself. */
    readonly limit?: RequestLimit
  }
}

/** Requests a minute that one address may send to a route, by its kind. */
export interface MostRequests {
  readonly openRequestsPerMinute: number
  readonly clientRequestsPerMinute: number
}

const MINUTE_MS = 60_000
/** Networks that are known at a time; a further one pushes out the one whose minute began first. */
const MOST_NETWORKS = 5000
const IPV4_INSIDE = /^::ffff:(?=\d+\.)/i
const IPV6_GROUPS = 8

/**
 * Whose requests are counted together: those of one IPv4 address, however it is written, and with IPv6 of the /64 around an
 * address, in which whoever has one has them all (RFC 6177).
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  if (IPV4_INSIDE.test(address)) return address.replace(IPV4_INSIDE, '')
  const [front = [], back = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const gap = Array<string>(Math.max(0, IPV6_GROUPS - front.length - back.length)).fill('0')
  const network = [...front, ...gap, ...back].slice(0, IPV6_GROUPS / 2)
  return network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

/** Counts a request of a network; the answer is 0 when it may be taken, else the seconds after which the next one may. */
type Counter = (network: string) => number

/** Counts the requests of each network in a minute that begins with the first of them; `now` in milliseconds. */
export function countPerMinute(most: number, now = (): number => performance.now()): Counter {
  const minutes = new Map<string, { requests: number; readonly endsAt: number }>()
  return (network) => {
    const at = now()
    const minute = minutes.get(network)
    if (minute && minute.endsAt > at) {
      minute.requests += 1
      return minute.requests > most ? Math.ceil((minute.endsAt - at) / 1000) : 0
    }
    minutes.delete(network)
    if (minutes.size >= MOST_NETWORKS) minutes.delete(minutes.keys().next().value ?? '')
    minutes.set(network, { requests: 1, endsAt: at + MINUTE_MS })
    return 0
  }
}

const isSigned = ({ headers }: FastifyRequest): boolean => (headers[kioskHeaders.id] ?? '') !== ''

function refuseBeyond(count: Counter, isFree: (request: FastifyRequest) => boolean): onRequestHookHandler {
  return (request, _reply, done) => {
    const retryAfterS = isFree(request) ? 0 : count(networkOf(request.ip))
    done(retryAfterS > 0 ? new Problem('server.busy', { retryAfterS }) : undefined)
  }
}

/** Refuses what goes beyond the limits of routes that are bound from now on. */
export function limitRequests(
  app: FastifyInstance,
  { openRequestsPerMinute: open, clientRequestsPerMinute: client }: MostRequests,
): void {
  const most: Readonly<Record<Exclude<RequestLimit, 'none'>, number>> = { open, client, 'unsigned-client': client }
  const countTogether = countPerMinute(open)
  app.addHook('onRoute', (route) => {
    const limit = route.config?.limit
    if (limit === 'none') return
    const count = limit === undefined ? countTogether : countPerMinute(most[limit])
    const refuse = refuseBeyond(count, limit === 'unsigned-client' ? isSigned : () => false)
    route.onRequest = [...[route.onRequest ?? []].flat(), refuse]
  })
}
