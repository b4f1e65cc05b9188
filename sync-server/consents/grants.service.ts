import * as audit from '../audit/audit.service.ts'
import { type ConsentScope, type GrantView, itemsOf, scopesIn } from '../contract/consent.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import type { CitizenCaller } from '../platform/http/caller.ts'
import { newId } from '../platform/ids.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { ServiceSettings } from '../platform/service-settings.ts'
import * as grants from './grants.repository.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

export { grantById, type GrantRow } from './grants.repository.ts'

/** What consents need of their surroundings. */
export interface ConsentParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly personal: PersonalData
  readonly services: readonly ServiceSettings[]
}

/** What an account lets a service know; nothing without a grant. */
export interface Granted {
  readonly grantId: string | undefined
  readonly scopes: readonly ConsentScope[]
}

/** What an account has granted to a service so far. */
export async function grantedTo(reader: Reader, accountId: string, serviceId: string): Promise<Granted> {
  const row = await grants.grantFor(reader, accountId, serviceId)
  return { grantId: row?.id, scopes: scopesIn(row?.scopes) }
}

/** Which citizen lets which service know what. */
interface Consent {
  readonly caller: CitizenCaller
  readonly service: ServiceSettings
  readonly scopes: readonly ConsentScope[]
}

/**
 * Keeps a citizen's consent, in addition to what the service may know already; the answer is the grant. Nothing is written, and
 * nobody is told, where it may know all of it.
 */
export async function giveConsent(
  tx: Transaction,
  parts: Pick<ConsentParts, 'clock' | 'webhooks' | 'personal'>,
  { caller, service, scopes }: Consent,
): Promise<string> {
  const { accountId } = caller.citizen
  const known = await grantedTo(tx, accountId, service.id)
  const added = scopes.filter((scope) => !known.scopes.includes(scope))
  if (known.grantId !== undefined && added.length === 0) return known.grantId
  const now = parts.clock.now()
  const [id, grantedAt] = [known.grantId ?? newId(now), instant(now)]
  const words = scopesIn([...known.scopes, ...scopes].join(' ')).join(' ')
  await grants.keepGrant(tx, { id, accountId, serviceId: service.id, scopes: words, grantedAt })
  await giveNotice(tx, parts, { accountId, kind: 'service-authorised', detail: { service: service.name } })
  const detail = { service: service.id, grant: id, scopes: words }
  await audit.recordOf(tx, caller, { action: 'grant.given', subject: accountId, detail, at: grantedAt })
  return id
}

/** 我的授权 of the caller's account; a service that is connected no more keeps its id for a name. */
export async function listGrants(
  { database, services }: Pick<ConsentParts, 'database' | 'services'>,
  { citizen }: CitizenCaller,
): Promise<GrantView[]> {
  const rows = await grants.grantsOf(database.reader, citizen.accountId)
  return rows.map(({ id: grantId, serviceId: id, scopes, grantedAt }) => {
    const name = services.find((service) => service.id === id)?.name ?? id
    return { grantId, service: { id, name }, items: itemsOf(scopesIn(scopes)), grantedAt }
  })
}

/** Takes a grant back: whatever the service holds for it ends in the same transaction. Repeating changes nothing. */
export async function withdrawGrant(
  { database, clock }: Pick<ConsentParts, 'database' | 'clock'>,
  caller: CitizenCaller,
  grantId: string,
): Promise<void> {
  const { accountId } = caller.citizen
  await database.write(async (tx) => {
    const removed = await grants.removeGrant(tx, accountId, grantId)
    if (!removed) return
    const detail = { service: removed.serviceId, grant: grantId }
    const at = instant(clock.now())
    await audit.recordOf(tx, caller, { action: 'grant.withdrawn', subject: accountId, detail, at })
  })
}
