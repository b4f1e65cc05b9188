import type { FastifyInstance } from 'fastify'
import type { Sandbox } from './sandbox.service.ts'

/** The synthetic population, for whoever tries the product; bound in demo mode only. */
export function bindSandbox(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/sandbox/people', () => sandbox)
}
