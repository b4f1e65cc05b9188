import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { type FailureCode, Problem } from '../../contract/failure.ts'
import { kioskHeaders } from '../../contract/kiosk.ts'
import { type Guard, type Route, type RouteName, routes } from '../../contract/route.ts'
import { sha256Hex } from '../digest.ts'
import { isValid, parseJson } from '../schema.ts'
import type { Clock } from '../clock.ts'
import type { TimerWheel } from '../timer-wheel.ts'
import { type Feed, sendEvents } from './event-stream.ts'
import type { RequestLimit } from './request-limits.ts'
import { assertLevel, requiredLevel } from './required-level.ts'
import type { AnyCaller, Call, Citizen, ClientCaller, Guards, Handlers, KioskCaller } from './caller.ts'

/** Largest JSON body; no row of the table needs more. */
const MAX_JSON_BYTES = 64 * 1024
const NOTHING = Buffer.alloc(0)

type AnyHandler = (call: Call<never>) => Promise<unknown>

const bodyOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : NOTHING)
const headerOf = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function bytesLimit(route: Route): number | undefined {
  return route.body !== undefined && 'bytes' in route.body ? route.body.bytes : undefined
}

async function signedBy(request: FastifyRequest, guards: Guards): Promise<KioskCaller> {
  const header = (name: keyof typeof kioskHeaders): string => headerOf(request, kioskHeaders[name])
  return guards.kiosk({
    method: request.method,
    path: request.raw.url ?? '',
    bodyDigest: sha256Hex(bodyOf(request)),
    headers: { id: header('id'), time: header('time'), nonce: header('nonce'), signature: header('signature') },
  })
}

const BEARER = 'Bearer '
function bearerOf(request: FastifyRequest): string | undefined {
  const authorisation = headerOf(request, 'authorization')
  return authorisation.startsWith(BEARER) ? authorisation.slice(BEARER.length) : undefined
}

function tokenIn(request: FastifyRequest, otherwise: FailureCode): string {
  const token = bearerOf(request)
  if (token === undefined) throw new Problem(otherwise)
  return token
}

/** A signature that is there must be right; a token that no longer counts only makes the caller nobody's. */
async function clientOf(request: FastifyRequest, guards: Guards): Promise<ClientCaller> {
  const kiosk = headerOf(request, kioskHeaders.id) === '' ? undefined : await signedBy(request, guards)
  const token = bearerOf(request)
  const citizen = token === undefined ? undefined : await guards.citizen(token, kiosk)
  return { kiosk, citizen, network: request.ip, cookies: headerOf(request, 'cookie') }
}

type FindCaller = (request: FastifyRequest, guards: Guards) => AnyCaller | Promise<AnyCaller>
/** How each guard finds out who asks. */
const findCaller: Readonly<Record<Guard, FindCaller>> = {
  open: () => undefined,
  client: clientOf,
  async citizen(request, guards) {
    const client = await clientOf(request, guards)
    if (!client.citizen) throw new Problem('session.expired')
    return client
  },
  kiosk: signedBy,
  async staff(request, guards) {
    const kiosk = await signedBy(request, guards)
    return guards.staff(kiosk, tokenIn(request, 'staff.session-expired'))
  },
  admin: (request, guards) => guards.admin(tokenIn(request, 'console.session-expired')),
}

/** The body as the row of the table describes it; anything else is the caller's fault. */
function contentOf(route: Route, request: FastifyRequest): unknown {
  const bytes = bodyOf(request)
  if (route.body === undefined) {
    if (bytes.length > 0) throw new Problem('request.invalid')
    return undefined
  }
  const isBytes = bytesLimit(route) !== undefined
  const wanted = isBytes ? 'application/octet-stream' : 'application/json'
  if (headerOf(request, 'content-type').split(';')[0]?.trim().toLowerCase() !== wanted)
    throw new Problem('request.invalid')
  if (isBytes) return bytes
  const text = bytes.toString('utf8')
  const value = /\\u0000/.test(text) ? undefined : parseJson(text)
  if (!isValid(route.body as TSchema, value)) throw new Problem('request.invalid')
  return value
}

/** Whose requests are counted where; what only kiosks may ask is refused anyway unless a kiosk signed it. */
const limits: Readonly<Record<Guard, RequestLimit>> = {
  open: 'open',
  kiosk: 'none',
  staff: 'none',
  client: 'unsigned-client',
  citizen: 'unsigned-client',
  admin: 'client',
}

type Params = Readonly<Record<string, string>>
const citizenIn = (caller: AnyCaller): Citizen | undefined =>
  caller && 'citizen' in caller ? caller.citizen : undefined

interface Binding {
  readonly handler: AnyHandler
  readonly guards: Guards
  readonly clock: Clock
  readonly wheel: TimerWheel
}

function bindRoute(app: FastifyInstance, route: Route, { handler, guards, clock, wheel }: Binding): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: bytesLimit(route) ?? MAX_JSON_BYTES,
    config: { limit: limits[route.guard] },
    async handler(request: FastifyRequest, reply: FastifyReply) {
      const caller = await findCaller[route.guard](request, guards)
      if (route.level !== undefined) assertLevel(requiredLevel(route, request.params as Params), citizenIn(caller))
      const call = { body: contentOf(route, request), params: request.params, caller } as Call<never>
      const answer = await handler(call)
      if (route.events) return sendEvents(reply, answer as Feed, { wheel, now: () => clock.now() })
      if (answer === undefined) return reply.status(204).send()
      return answer
    },
  })
}

/** Puts the handlers of all features together; refuses when a row has none, or two features claim the same row. */
export function joinHandlers(parts: readonly Partial<Handlers>[]): Handlers {
  const joined: Partial<Record<string, unknown>> = {}
  for (const [name, handler] of parts.flatMap((part) => Object.entries(part))) {
    if (joined[name] !== undefined) throw new Error(`two handlers for the route ${name}`)
    if (!Object.hasOwn(routes, name)) throw new Error(`a handler for ${name}, which is no route`)
    joined[name] = handler
  }
  const missing = Object.keys(routes).filter((name) => joined[name] === undefined)
  if (missing.length > 0) throw new Error(`no handler for the routes ${missing.join(', ')}`)
  return joined as Handlers
}

/** Serves every row of the route table: guard, then shape, then handler. */
export function bindRoutes(
  app: FastifyInstance,
  handlers: Handlers,
  parts: { guards: Guards; clock: Clock; wheel: TimerWheel },
): void {
  for (const [name, route] of Object.entries(routes)) {
    bindRoute(app, route, { handler: handlers[name as RouteName] as AnyHandler, ...parts })
  }
}
