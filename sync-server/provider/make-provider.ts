import type { EventEmitter } from 'node:events'
import { type KoaContextWithOIDC, Provider } from 'oidc-provider'
import * as audit from '../audit/audit.service.ts'
import { instant } from '../platform/clock.ts'
import { describeError } from '../platform/logger.ts'
import { endSessionFromService } from '../sessions/sessions.service.ts'
import type { ArtefactStore } from './artefact-store.ts'
import { providerConfiguration } from './provider-configuration.ts'
import { PROVIDER_PATH, type ProviderParts } from './provider-parts.ts'

const NOBODY = { kiosk: undefined, citizen: undefined, network: '' } as const

/** A line on a service that was let in without the page, since the citizen is signed in and has consented before. */
async function noteSilent(parts: ProviderParts, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { account, client, entities } = oidc
  if (oidc.route !== 'authorization' || !account || !client || !entities['AuthorizationCode']) return
  const detail = { service: client.clientId, silent: true }
  const line = { action: 'service.authorised', subject: account.accountId, detail } as const
  await parts.database.write((tx) => audit.recordOf(tx, NOBODY, { ...line, at: instant(parts.clock.now()) }))
}

/** Whoever signs out at a service is signed out of the session with which they had opened it. */
async function endWithService(parts: ProviderParts, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { session, route } = oidc
  const isOver = route === 'end_session_confirm' && session !== undefined && 'destroyed' in session
  if (!isOver || session.accountId === undefined) return
  await endSessionFromService(parts, { accountId: session.accountId, sessionId: session.uid })
}

/** Makes the provider. What it did not expect is an incident, told without its message. */
export function makeProvider(parts: ProviderParts, store: ArtefactStore): Provider {
  const provider = new Provider(parts.origin() + PROVIDER_PATH, providerConfiguration(parts, store))
  // Addresses are made from the public one, which the mount writes in place of whatever a proxy said.
  provider.proxy = true
  const unexpected = (error: unknown): void =>
    parts.logger.say('incident', { code: 'server.internal', ...describeError(error) })
  provider.on('server_error', (_ctx, error) => unexpected(error))
  // Whoever listens to nothing is told by Koa on standard error, with message and stack.
  const koa: EventEmitter = provider
  koa.on('error', unexpected)
  provider.use(async (ctx, next) => {
    await next()
    if (!('oidc' in ctx)) return
    await noteSilent(parts, ctx as KoaContextWithOIDC)
    await endWithService(parts, ctx as KoaContextWithOIDC)
  })
  return provider
}
