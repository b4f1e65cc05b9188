import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Handlers } from '../platform/http/caller.ts'
import { beginAuthorisation, type BrowserRequest, endAuthorisation, type Redirect } from './authorisation.service.ts'
import { linkAccount, listLinks, unlinkAccount } from './links.service.ts'
import { exchangeHandoff, offeredProviders, restoreByThirdParty } from './sign-in.service.ts'
import type { ThirdPartyParts } from './third-party-parts.ts'

type ThirdPartyRoutes =
  'listThirdParties' | 'exchangeHandoff' | 'restoreByThirdParty' | 'linkAccount' | 'listAccountLinks' | 'unlinkAccount'

/** Signing in through third parties, as the phone's pages call it. */
export function thirdPartyRoutes(parts: ThirdPartyParts): Pick<Handlers, ThirdPartyRoutes> {
  return {
    listThirdParties: () => Promise.resolve({ providers: offeredProviders(parts) }),
    exchangeHandoff: ({ caller, body }) => exchangeHandoff(parts, caller, body.handoff),
    restoreByThirdParty: async ({ caller, body }) => ({
      session: await restoreByThirdParty(parts, caller, body.restoreTicket),
    }),
    linkAccount: ({ caller, body }) => linkAccount(parts, caller, body.linkTicket),
    listAccountLinks: async ({ caller }) => ({ links: await listLinks(parts, caller) }),
    unlinkAccount: async ({ caller, params }) => {
      await unlinkAccount(parts, caller, params['provider'] ?? '')
      return undefined
    },
  }
}

type PageRequest = FastifyRequest<{ Params: { provider: string }; Querystring: Record<string, unknown> }>

const browserRequest = ({ params, query, headers }: PageRequest): BrowserRequest => ({
  provider: params.provider,
  query,
  cookies: headers.cookie,
  userAgent: headers['user-agent'],
})

function send(reply: FastifyReply, { location, setCookie }: Redirect): FastifyReply {
  if (setCookie !== undefined) void reply.header('set-cookie', setCookie)
  return reply.header('cache-control', 'no-store').redirect(location, 302)
}

/** The two addresses that a browser itself opens on its way to a third party and back. */
export function bindThirdPartyPages(app: FastifyInstance, parts: ThirdPartyParts): void {
  app.get('/third-party/:provider/start', async (request: PageRequest, reply) =>
    send(reply, await beginAuthorisation(parts, browserRequest(request))),
  )
  app.get('/third-party/:provider/callback', async (request: PageRequest, reply) =>
    send(reply, await endAuthorisation(parts, browserRequest(request))),
  )
}
