import type { FastifyInstance } from 'fastify'
import { accountRoutes } from './accounts/accounts.routes.ts'
import { eraseDue } from './accounts/closing.service.ts'
import { type Authorities, connectAuthorities } from './authorities/authorities.service.ts'
import { appealRoutes } from './appeals/appeals.routes.ts'
import { consentRoutes } from './consents/consents.routes.ts'
import { bindDemo, demoHall } from './demo.ts'
import { faceCheckRoutes } from './face-checks/face-checks.routes.ts'
import { flowRoutes } from './flows/flows.routes.ts'
import { sweepRuns } from './flows/flows.service.ts'
import { type Foundation, layFoundation } from './foundation.ts'
import { bindReceiptPage, intakeRoutes } from './intake/intake.routes.ts'
import { type RecordThreads, recordThreads } from './intake/record-threads.ts'
import { kioskRoutes } from './kiosks/kiosks.routes.ts'
import { authenticate, type Hall, issueEnrolmentCode, sweepNonces } from './kiosks/kiosks.service.ts'
import { checkLevelsIfDue } from './levels/nightly-check.service.ts'
import { keepDelivering } from './notices/notice-delivery.service.ts'
import { noticeRoutes } from './notices/notices.routes.ts'
import { openChallenges, type OpenChallenges } from './open-challenges.ts'
import { openTickets, type OpenTickets } from './open-tickets.ts'
import type { Clock } from './platform/clock.ts'
import { bindRoutes, joinHandlers } from './platform/http/bind-routes.ts'
import { bindOperationalRoutes } from './platform/http/operational-routes.ts'
import { makeWebServer } from './platform/http/web-server.ts'
import { jsonLogger, type Logger } from './platform/logger.ts'
import { type Metrics, prometheusMetrics } from './platform/metrics.ts'
import type { Passwords } from './platform/passwords.ts'
import type { ServiceSettings } from './platform/service-settings.ts'
import type { Settings } from './platform/settings.ts'
import type { ThirdPartySettings } from './platform/third-party-settings.ts'
import { ArtefactStore, lazyProvider } from './provider/provider.service.ts'
import { authorisationRoutes, mountProvider } from './provider/provider.routes.ts'
import { serviceRoutes } from './services/services.routes.ts'
import { CONSOLE_PAGES, serveConsole } from './console/console-pages.routes.ts'
import { consoleRoutes } from './console/console.routes.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'
import { holderOf as citizenOf, sweepCitizenSessions } from './sessions/sessions.service.ts'
import { staffRoutes } from './staff/staff.routes.ts'
import { administratorBehind } from './staff/administrators.service.ts'
import { PHONE_PAGES, servePhone } from './phone/phone-pages.routes.ts'
import { holderOf, sweepSessions } from './staff/staff.service.ts'
import { type Ask, boundedRequests } from './third-party/bounded-request.ts'
import { keepTelling, sweepDeliveries } from './webhooks/webhook-delivery.service.ts'
import { ticketRoutes } from './tickets/tickets.routes.ts'
import { bindThirdPartyPages, thirdPartyRoutes } from './third-party/third-party.routes.ts'

const SWEEP_EVERY_MS = 60_000
const OPEN_REQUESTS_PER_MINUTE = 120
const CLIENT_REQUESTS_PER_MINUTE = 1200

/** What a caller may replace; tests own the time and the log, a benchmark the cost of a password's hash. */
export interface StartOptions {
  readonly clock?: Clock
  readonly passwords?: Passwords
  readonly logger?: Logger
  readonly openRequestsPerMinute?: number
  readonly clientRequestsPerMinute?: number
  /** How long a third party may take to answer, in milliseconds. */
  readonly thirdPartyPatienceMs?: number
  /** Where the built pages for citizens' phones lie. */
  readonly phonePages?: string
  /** Where those of the administrator's console lie. */
  readonly consolePages?: string
  /** Streams of server-sent events that one caller may have. */
  readonly mostStreams?: number
}

/** A server that answers. */
export interface RunningServer {
  readonly url: string
  readonly app: FastifyInstance
  readonly foundation: Foundation
  issueEnrolmentCode(hall?: Hall): Promise<string>
  /** Finishes what was begun, then closes; idempotent. */
  close(): Promise<void>
}

type Parts = Foundation &
  OpenChallenges &
  OpenTickets & {
    readonly authorities: Authorities
    readonly logger: Logger
    readonly metrics: Metrics
    readonly thirdParties: ThirdPartySettings
    readonly ask: Ask
    readonly services: readonly ServiceSettings[]
    readonly store: ArtefactStore
    readonly records: RecordThreads
  }

function bindFeatures(app: FastifyInstance, parts: Parts, { mostStreams }: StartOptions): void {
  const handlers = joinHandlers([
    kioskRoutes(parts),
    staffRoutes(parts),
    accountRoutes(parts),
    intakeRoutes(parts),
    flowRoutes(parts, mostStreams),
    sessionRoutes(parts),
    thirdPartyRoutes(parts),
    ticketRoutes(parts),
    faceCheckRoutes(parts),
    serviceRoutes(parts),
    noticeRoutes(parts),
    appealRoutes(parts),
    consentRoutes(parts),
    authorisationRoutes(parts),
    consoleRoutes(parts),
  ])
  const guards = {
    kiosk: (request: Parameters<typeof authenticate>[1]) => authenticate(parts, request),
    staff: (kiosk: Parameters<typeof holderOf>[1], token: string) => holderOf(parts, kiosk, token),
    admin: (token: string) => administratorBehind(parts, token),
    citizen: (token: string, kiosk: Parameters<typeof citizenOf>[2]) => citizenOf(parts, token, kiosk),
  }
  bindRoutes(app, handlers, { ...parts, guards })
  bindOperationalRoutes(app, parts)
  bindReceiptPage(app, parts)
  bindThirdPartyPages(app, parts)
}

/** Clears expired rows now and then until it is stopped. */
function keepSweeping(parts: Parts): () => void {
  const sweep = async (): Promise<void> => {
    parts.logger.say('swept', { count: await sweepNonces(parts) })
    await sweepSessions(parts)
    await parts.ephemeral.sweep()
    await sweepCitizenSessions(parts)
    await sweepRuns(parts)
    await parts.store.sweep()
    await eraseDue(parts)
    await checkLevelsIfDue(parts)
    await sweepDeliveries(parts)
  }
  const timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

async function partsOn(
  foundation: Foundation,
  settings: Settings,
  { origin, ...options }: StartOptions & { origin: () => string },
): Promise<Parts> {
  const logger = options.logger ?? jsonLogger(settings.logLevel)
  try {
    const challenges = await openChallenges(settings, foundation, logger)
    const authorities = connectAuthorities(settings.authorities, foundation.clock)
    const tickets = await openTickets(settings, foundation, origin)
    const { thirdParties, services } = settings
    const ask = boundedRequests(options.thirdPartyPatienceMs)
    const store = new ArtefactStore(foundation)
    const outside = { authorities, thirdParties, services, ask }
    const parts = { ...foundation, ...challenges, ...tickets, ...outside, logger, store }
    return { ...parts, metrics: prometheusMetrics(), records: recordThreads(foundation.keys.opening) }
  } catch (cause) {
    await foundation.database.close()
    throw cause
  }
}

/** Starts the whole server: keys, database, features, web server. */
export async function startServer(settings: Settings, options: StartOptions = {}): Promise<RunningServer> {
  const foundation = await layFoundation(settings, options.clock, options.passwords)
  let address = ''
  const parts = await partsOn(foundation, settings, { ...options, origin: () => settings.origin ?? address })
  const { openRequestsPerMinute = OPEN_REQUESTS_PER_MINUTE, clientRequestsPerMinute = CLIENT_REQUESTS_PER_MINUTE } =
    options
  const { trustedProxies } = settings
  const app = await makeWebServer({ ...parts, openRequestsPerMinute, clientRequestsPerMinute, trustedProxies })
  bindFeatures(app, parts, options)
  if (settings.services.length > 0) {
    await mountProvider(app, { ...parts, provider: lazyProvider(parts, parts.store) })
  }
  servePhone(app, options.phonePages ?? PHONE_PAGES)
  serveConsole(app, options.consolePages ?? CONSOLE_PAGES)
  await bindDemo(app, parts, settings)
  const url = (address = await app.listen({ host: settings.host, port: settings.port }))
  const stopSweeping = keepSweeping(parts)
  const stopDelivering = keepDelivering(parts)
  const stopTelling = keepTelling(parts)
  parts.logger.say('started')
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    stopSweeping()
    await app.close()
    await Promise.all([stopDelivering(), stopTelling(), parts.records.close()])
    await parts.ephemeral.close()
    parts.wheel.stop()
    await parts.notices.close()
    await foundation.database.close()
    parts.metrics.close()
  }
  return {
    url,
    app,
    foundation,
    issueEnrolmentCode: (hall = demoHall) => issueEnrolmentCode(foundation, hall),
    close: () => (closing ??= close()),
  }
}
