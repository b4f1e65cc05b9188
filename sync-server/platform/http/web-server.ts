import underPressure from '@fastify/under-pressure'
import fastify, { type FastifyInstance } from 'fastify'
import { Problem } from '../../contract/failure.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { raiseErrorBorder } from './error-border.ts'
import { limitRequests, type MostRequests } from './request-limits.ts'
import { addSecurityHeaders } from './security-headers.ts'

const REQUEST_TIMEOUT_MS = 60_000
const CONNECTION_TIMEOUT_MS = 75_000
const MAX_LOOP_DELAY_MS = 10_000
const MAX_PARAM_LENGTH = 64

/** What the web server needs of its surroundings. */
export interface WebParts extends MostRequests {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Proxies that may say for whom they ask. */
  readonly trustedProxies: readonly string[]
}

/** Bodies stay bytes until the caller is known: nothing of a stranger's is parsed. */
function keepBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
}

function watch(app: FastifyInstance, { logger, metrics }: WebParts): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.answered(route, reply.statusCode, reply.elapsedTime / 1000)
    logger.say('answered', { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) })
    done()
  })
}

/** No text of ours holds the character NUL, and not every database would even take it: no address may either. */
function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(/%00|\0/.test(request.url) ? new Problem('request.invalid') : undefined)
  })
}

/** A web server with its limits, its headers and its error border, and no routes yet. */
export async function makeWebServer(parts: WebParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    trustProxy: parts.trustedProxies.length > 0 && [...parts.trustedProxies],
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  })
  raiseErrorBorder(app, parts.logger)
  keepBytes(app)
  watch(app, parts)
  addSecurityHeaders(app)
  refuseNul(app)
  limitRequests(app, parts)
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_LOOP_DELAY_MS,
    pressureHandler: () => {
      throw new Problem('server.busy', { retryAfterS: 2 })
    },
  })
  return app
}
