import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Handlers } from '../platform/http/caller.ts'
import {
  approveAuthorisation,
  type AuthorisationParts,
  declineAuthorisation,
  readAuthorisation,
} from './authorisations.service.ts'
import { PAGE_POLICY } from './provider-pages.ts'
import { PROVIDER_PATH } from './provider-parts.ts'
import type { LazyProvider } from './provider.service.ts'

type AuthorisationRoutes = 'readAuthorisation' | 'approveAuthorisation' | 'declineAuthorisation'

/** 服务授权, as the phone's page calls it. */
export function authorisationRoutes(parts: AuthorisationParts): Pick<Handlers, AuthorisationRoutes> {
  return {
    readAuthorisation: ({ caller, params }) => readAuthorisation(parts, caller, params['interactionId'] ?? ''),
    approveAuthorisation: ({ caller, params }) => approveAuthorisation(parts, caller, params['interactionId'] ?? ''),
    declineAuthorisation: ({ caller, params }) => declineAuthorisation(parts, caller, params['interactionId'] ?? ''),
  }
}

/** What the library is given: the path below the mount, and the public address, whatever the client or a proxy called it. */
function readdress({ raw }: FastifyRequest, origin: URL): void {
  raw.headers.host = origin.host
  raw.headers['x-forwarded-host'] = origin.host
  raw.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1)
  Object.assign(raw, { originalUrl: raw.url, url: raw.url?.slice(PROVIDER_PATH.length) })
}

async function handOver(request: FastifyRequest, reply: FastifyReply, parts: MountParts): Promise<void> {
  const provider = await parts.provider()
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  reply.raw.setHeader('content-security-policy', PAGE_POLICY)
  readdress(request, new URL(parts.origin()))
  await provider.callback()(request.raw, reply.raw)
}

/** What mounting needs. */
interface MountParts {
  readonly provider: LazyProvider
  readonly origin: () => string
}

/** Mounts the OpenID provider; bodies are left unread for it, as are all routes of its own. */
export async function mountProvider(app: FastifyInstance, parts: MountParts): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
    scope.all(`${PROVIDER_PATH}/*`, { config: { limit: 'client' } }, (request, reply) =>
      handOver(request, reply, parts),
    )
    done()
  })
}
