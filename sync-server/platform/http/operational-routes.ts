import type { FastifyInstance } from 'fastify'
import { Problem } from '../../contract/failure.ts'
import type { Database } from '../database/database.ts'
import type { Ephemeral } from '../ephemeral/ephemeral.ts'
import type { Metrics } from '../metrics.ts'
import { openApi } from './openapi.ts'

/** What readiness and metrics are read from. */
interface OperationalParts {
  readonly database: Database
  readonly ephemeral: Ephemeral
  readonly metrics: Metrics
}

/** Health, readiness, metrics and the description of the server; fixed by their own standards, not by the contract. */
export function bindOperationalRoutes(app: FastifyInstance, parts: OperationalParts): void {
  const { database, ephemeral, metrics } = parts
  const description = JSON.stringify(openApi())
  app.get('/healthz', { config: { limit: 'none' } }, () => ({ status: 'ok' }))
  app.get('/readyz', { config: { limit: 'none' } }, async () => {
    try {
      await database.reader.get('SELECT 1 AS one')
      await ephemeral.get('readyz')
      return { status: 'ready', database: database.engine }
    } catch (cause) {
      throw new Problem('server.busy', { cause })
    }
  })
  app.get('/metrics', { config: { limit: 'none' } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(description))
}
