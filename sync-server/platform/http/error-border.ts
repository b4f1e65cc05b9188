import { randomBytes } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { type Failure, type FailureCode, Problem, problemOf } from '../../contract/failure.ts'
import { describeError, type Logger } from '../logger.ts'

/** Seconds after which a busy server may be asked again. */
const BUSY_RETRY_S = 5

const stepUp = (level: string): string => `Bearer error="insufficient_user_authentication", acr_values="${level}"`

/** Answers a failure as problem+json with the words of the catalogue and nothing else. */
export function sendProblem(reply: FastifyReply, failure: Failure): FastifyReply {
  const problem = problemOf(failure)
  if (problem.retryAfterS !== undefined) void reply.header('retry-after', String(problem.retryAfterS))
  // RFC 9470, 3: a client learns from the header which level to ask for.
  if (problem.requiredLevel !== undefined) void reply.header('www-authenticate', stepUp(problem.requiredLevel))
  return reply.status(problem.status).type('application/problem+json').send(problem)
}

function codeOfFramework(error: Partial<FastifyError>): FailureCode | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'request.too-large'
  if (error.code === 'FST_UNDER_PRESSURE' || error.statusCode === 429 || error.statusCode === 503) return 'server.busy'
  const isCallersFault = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return isCallersFault ? 'request.invalid' : undefined
}

function failureOf(error: unknown, logger: Logger): Failure {
  if (error instanceof Problem) {
    const { code, retryAfterS, requiredLevel } = error
    return {
      code,
      ...(retryAfterS === undefined ? {} : { retryAfterS }),
      ...(requiredLevel === undefined ? {} : { requiredLevel }),
    }
  }
  const code = error instanceof Error ? codeOfFramework(error) : undefined
  if (code === 'server.busy') return { code, retryAfterS: BUSY_RETRY_S }
  if (code !== undefined) return { code }
  const incident = randomBytes(6).toString('hex')
  logger.say('incident', { incident, ...describeError(error) })
  return { code: 'server.internal', incident }
}

/** Turns everything that is thrown into a problem document; what was not expected gets a number and its place in the log. */
export function raiseErrorBorder(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, failureOf(error, logger)))
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'request.not-found' }))
}
