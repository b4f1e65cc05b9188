import type { FastifyInstance } from 'fastify'
import { Problem } from '../contract/failure.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'
import { answerOf } from './captcha-answers.service.ts'
import { type InboxParts, readInbox } from './inbox.service.ts'
import type { Sandbox } from './sandbox.service.ts'

const handles = { config: { limit: 'none' } } as const

/** The synthetic world for whoever tries the product: its population, what it was sent, what its captchas show. Demo only. */
export function bindSandbox(
  app: FastifyInstance,
  sandbox: Sandbox,
  parts: InboxParts & { ephemeral: Ephemeral },
): void {
  app.get('/sandbox/people', handles, () => sandbox)
  app.get<{ Querystring: { to?: string } }>('/sandbox/inbox', handles, ({ query }) => {
    if (typeof query.to !== 'string') throw new Problem('request.invalid')
    return readInbox(parts, query.to)
  })
  app.get<{ Params: { id: string } }>('/sandbox/captcha/:id', handles, async ({ params }) => {
    const answer = await answerOf(parts.ephemeral, params.id)
    if (answer === undefined) throw new Problem('captcha.expired')
    return { answer }
  })
}
