import type { AdapterPayload, InteractionResults } from 'oidc-provider'
import * as audit from '../audit/audit.service.ts'
import { giveConsent, grantedTo } from '../consents/grants.service.ts'
import { type AuthorisationNeed, type AuthorisationView, type Continuation, itemsOf } from '../contract/consent.ts'
import { Problem } from '../contract/failure.ts'
import { instant } from '../platform/clock.ts'
import { browserHash } from '../platform/http/browser.ts'
import type { CitizenCaller, ClientCaller } from '../platform/http/caller.ts'
import type { ServiceSettings } from '../platform/service-settings.ts'
import { assertSignedIn } from '../sessions/sessions.service.ts'
import type { ArtefactStore } from './artefact-store.ts'
import { amrOf } from './authentication-methods.ts'
import { needOf, neededLevel, type Pending, type Present, wishIn } from './authorisation-rules.ts'
import { type ProviderParts, serviceOf } from './provider-parts.ts'

/** What authorisations need of their surroundings. */
export interface AuthorisationParts extends ProviderParts {
  readonly store: ArtefactStore
}

/** A request that waits for a citizen's decision. */
interface Waiting extends Pending {
  readonly id: string
  readonly payload: AdapterPayload
  readonly service: ServiceSettings
}

/** Finds a waiting request, in the browser in which it began; its id alone is worth nothing, and a kiosk is no such browser. */
async function waitingFor(parts: AuthorisationParts, caller: ClientCaller, id: string): Promise<Waiting> {
  const kept = await parts.store.find('Interaction', id)
  if (!kept) throw new Problem('authorisation.gone')
  const browser = browserHash(parts.personal, parts.origin(), caller.cookies)
  if (caller.kiosk || browser === undefined || browser !== kept.browserHash) {
    throw new Problem('authorisation.other-browser')
  }
  const { payload, createdAt: beganAt } = kept
  const params = payload.params ?? {}
  const service = serviceOf(parts, String(params['client_id']))
  if (!service) throw new Problem('authorisation.gone')
  const wish = wishIn(params)
  return { id, payload, service, wish, beganAt, requiredLevel: neededLevel(wish, service.level) }
}

async function presentOf(
  { database }: AuthorisationParts,
  { citizen }: ClientCaller,
  service: ServiceSettings,
): Promise<Present | undefined> {
  if (!citizen) return undefined
  const { scopes: granted } = await grantedTo(database.reader, citizen.accountId, service.id)
  return { level: citizen.level, signedInAt: new Date(citizen.startedAt), granted }
}

async function needFor(parts: AuthorisationParts, caller: ClientCaller, waiting: Waiting): Promise<AuthorisationNeed> {
  return needOf(waiting, await presentOf(parts, caller, waiting.service), parts.clock.now())
}

/** 服务授权: which service asks for what, and what has to happen next. */
export async function readAuthorisation(
  parts: AuthorisationParts,
  caller: ClientCaller,
  id: string,
): Promise<AuthorisationView> {
  const waiting = await waitingFor(parts, caller, id)
  const { service, wish, requiredLevel, payload } = waiting
  return {
    service: { id: service.id, name: service.name },
    items: itemsOf(wish.scopes),
    needs: await needFor(parts, caller, waiting),
    requiredLevel,
    expiresAt: instant(new Date((payload.exp ?? 0) * 1000)),
  }
}

/** The request with its result: what the library finds when the browser comes back to it. */
function decided({ id, payload }: Waiting, result: InteractionResults, session: AdapterPayload['session']) {
  const lifeS = (payload.exp ?? 0) - Math.floor(Date.now() / 1000)
  const { session: _former, ...rest } = payload
  return { id, payload: { ...rest, result, ...(session ? { session } : {}) }, lifeS }
}

const continuation = ({ payload }: Waiting): Continuation => ({ continueAt: payload.returnTo ?? '' })

async function assertNothingElse(parts: AuthorisationParts, caller: CitizenCaller, waiting: Waiting): Promise<void> {
  const need = await needFor(parts, caller, waiting)
  if (need === 'fresh-sign-in') throw new Problem('authorisation.sign-in-again')
  if (need === 'level') throw new Problem('level.too-low', { requiredLevel: waiting.requiredLevel })
}

/** A browser session of another sign-in than the one on the page gives way to it. */
async function yieldedSession({ store }: AuthorisationParts, { payload }: Waiting, sessionId: string) {
  const former = payload.session?.uid
  if (former === undefined || former === sessionId) return payload.session
  await store.endBrowserSessions(former)
  return undefined
}

/**
 * 同意授权: consent, audit line and the answer to the library are one transaction. The browser then takes the way back by itself;
 * it is the only one that can.
 */
export async function approveAuthorisation(
  parts: AuthorisationParts,
  caller: CitizenCaller,
  id: string,
): Promise<Continuation> {
  const waiting = await waitingFor(parts, caller, id)
  await assertNothingElse(parts, caller, waiting)
  const { citizen } = caller
  const { service, wish } = waiting
  const session = await yieldedSession(parts, waiting, citizen.sessionId)
  const { accountId, sessionId, level } = citizen
  const ts = Math.floor(Date.parse(citizen.startedAt) / 1000)
  const login = { accountId, ts, amr: amrOf(citizen.method), remember: false }
  await parts.database.write(async (tx) => {
    await assertSignedIn(tx, citizen)
    const grantId = await giveConsent(tx, parts, { caller, service, scopes: wish.scopes })
    const [at, detail] = [instant(parts.clock.now()), { service: service.id, level }]
    await audit.recordOf(tx, caller, { action: 'service.authorised', subject: accountId, detail, at })
    const answer = decided(waiting, { login, consent: { grantId }, sessionId }, session)
    await parts.store.keepIn(tx, 'Interaction', answer)
  })
  return continuation(waiting)
}

/** The citizen does not want to, or has not the level and does not get it now: the service is told which of the two. */
export async function declineAuthorisation(
  parts: AuthorisationParts,
  caller: ClientCaller,
  id: string,
): Promise<Continuation> {
  const waiting = await waitingFor(parts, caller, id)
  const isTooLow = (await needFor(parts, caller, waiting)) === 'level'
  const error = isTooLow ? 'unmet_authentication_requirements' : 'access_denied'
  const subject = caller.citizen?.accountId ?? waiting.service.id
  const [at, detail] = [instant(parts.clock.now()), { service: waiting.service.id, error }]
  await parts.database.write(async (tx) => {
    await audit.recordOf(tx, caller, { action: 'service.declined', subject, detail, at })
    await parts.store.keepIn(tx, 'Interaction', decided(waiting, { error }, waiting.payload.session))
  })
  return continuation(waiting)
}
