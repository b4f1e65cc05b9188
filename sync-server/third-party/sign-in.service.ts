import { erasureOf, restore, standingOf } from '../accounts/entrance.service.ts'
import * as audit from '../audit/audit.service.ts'
import { Problem } from '../contract/failure.ts'
import type { NewSession } from '../contract/online-flow.ts'
import { type HandoffAnswer, thirdPartyProviders, type ThirdPartyProvider } from '../contract/third-party.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { browserHash } from '../platform/http/browser.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { beginSession } from '../sessions/sessions.service.ts'
import * as links from './links.repository.ts'
import type { OneUse } from './one-use.ts'
import { handoffsOf, linkTicketsOf, restoreTicketsOf, type ThirdPartyParts } from './third-party-parts.ts'

/** Third parties that are configured, in the manual's order. */
export function offeredProviders({ thirdParties }: Pick<ThirdPartyParts, 'thirdParties'>): ThirdPartyProvider[] {
  return thirdPartyProviders.filter((provider) => thirdParties[provider] !== undefined)
}

/** Takes a thing that only the browser in which it began may have; whoever else shows the secret has spent it. */
export async function takeInBrowser<T extends { readonly browser: string }>(
  parts: ThirdPartyParts,
  things: OneUse<T>,
  { secret, caller }: { secret: string; caller: ClientCaller },
): Promise<T> {
  const thing = await things.take(secret)
  if (!thing) throw new Problem('third-party.expired')
  if (browserHash(parts.personal, parts.origin(), caller.cookies) !== thing.browser) {
    throw new Problem('third-party.other-browser')
  }
  return thing
}

interface Entry {
  readonly caller: ClientCaller
  readonly accountId: string
  readonly provider: ThirdPartyProvider
}

async function enter(
  tx: Transaction,
  parts: ThirdPartyParts,
  { caller, accountId, provider }: Entry,
): Promise<NewSession> {
  const at = instant(parts.clock.now())
  const line = { action: 'account.third-party-signed-in', subject: accountId, detail: { provider }, at } as const
  await audit.recordOf(tx, caller, line)
  return beginSession(tx, parts, { caller, accountId, method: 'third-party' })
}

/** A session for the owner of an active account; the standing of the account is read where the session begins. */
async function entered(parts: ThirdPartyParts, entry: Entry & { readonly subjectHash: string }) {
  return parts.database.write(async (tx) => {
    const accountId = await links.accountOf(tx, entry.provider, entry.subjectHash)
    const standing = accountId === undefined ? undefined : await standingOf(tx, parts, accountId)
    if (accountId === undefined || standing === undefined) throw new Problem('third-party.expired')
    if (standing === 'frozen') throw new Problem('account.frozen')
    if (standing === 'closing') return { eraseAt: await erasureOf(tx, accountId) }
    return { session: await enter(tx, parts, { ...entry, accountId }) }
  })
}

/**
 * Signs in whoever has linked this subject of a third party. Nobody is matched by a name, a phone number or an address that the
 * third party tells: an unknown subject gets a ticket, and the account is chosen by signing in to it. Throws link.taken to whoever
 * is signed in to another account.
 */
export async function exchangeHandoff(
  parts: ThirdPartyParts,
  caller: ClientCaller,
  handoff: string,
): Promise<HandoffAnswer> {
  const known = await takeInBrowser(parts, handoffsOf(parts), { secret: handoff, caller })
  const { provider, returnTo, subjectHash, browser, maskedName } = known
  const came = { provider, returnTo }
  const accountId = await links.accountOf(parts.database.reader, provider, subjectHash)
  const isKnown = accountId !== undefined && (await standingOf(parts.database.reader, parts, accountId)) !== undefined
  if (!isKnown) {
    const linkTicket = await linkTicketsOf(parts).keep(known)
    return { ...came, linkTicket, ...(maskedName === undefined ? {} : { maskedName }) }
  }
  // Whoever is signed in came to link, and is not to find themselves in another account.
  if (caller.citizen && caller.citizen.accountId !== accountId) throw new Problem('link.taken')
  const found = await entered(parts, { caller, accountId, provider, subjectHash })
  if (found.session) return { ...came, session: found.session }
  if (found.eraseAt === undefined) throw new Problem('third-party.expired')
  return {
    ...came,
    restoreTicket: await restoreTicketsOf(parts).keep({ ...came, browser, accountId }),
    eraseAt: found.eraseAt,
  }
}

/** Takes the wish to close an account back and signs its owner in. Throws third-party.expired when it does not wait any more. */
export async function restoreByThirdParty(
  parts: ThirdPartyParts,
  caller: ClientCaller,
  restoreTicket: string,
): Promise<NewSession> {
  const { accountId, provider } = await takeInBrowser(parts, restoreTicketsOf(parts), { secret: restoreTicket, caller })
  return parts.database.write(async (tx) => {
    if (!(await restore(tx, parts, accountId))) throw new Problem('third-party.expired')
    const at = instant(parts.clock.now())
    await audit.recordOf(tx, caller, { action: 'account.restored', subject: accountId, detail: {}, at })
    return enter(tx, parts, { caller, accountId, provider })
  })
}
