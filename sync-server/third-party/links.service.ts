import { hasOwnWayIn } from '../accounts/entrance.service.ts'
import * as audit from '../audit/audit.service.ts'
import { Problem } from '../contract/failure.ts'
import { type AccountLink, isThirdParty, type ThirdPartyProvider } from '../contract/third-party.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { instant } from '../platform/clock.ts'
import type { Reader } from '../platform/database/database.ts'
import type { CitizenCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { assertSignedIn, endAllBegunBy } from '../sessions/sessions.service.ts'
import { linkFault, linkingFault, unlinkingFault } from './link-rules.ts'
import * as links from './links.repository.ts'
import { takeInBrowser } from './sign-in.service.ts'
import { linkTicketsOf, type ThirdPartyParts } from './third-party-parts.ts'

const placeOf = (accountId: string, provider: string): string => `account_links/${accountId}/${provider}/name`

function viewOf(personal: PersonalData, { accountId, provider, sealedName, linkedAt }: links.LinkRow): AccountLink {
  const maskedName = sealedName ? { maskedName: personal.open(placeOf(accountId, provider), sealedName) } : {}
  return { provider, linkedAt, ...maskedName }
}

async function linkStandingOf(reader: Reader, link: links.LinkRow) {
  const own = await links.linksOf(reader, link.accountId)
  return {
    owner: await links.accountOf(reader, link.provider, link.subjectHash),
    isProviderTaken: own.some(({ provider }) => provider === link.provider),
  }
}

/**
 * Links a subject of a third party with the caller's account. Needs a session that the account's own password or code just began,
 * and the ticket in the browser in which the third party was asked. A link that is there already stays as it is.
 */
export async function linkAccount(
  parts: ThirdPartyParts,
  caller: CitizenCaller,
  linkTicket: string,
): Promise<AccountLink> {
  const { accountId } = caller.citizen
  const now = parts.clock.now()
  const fault = linkingFault(caller.citizen, now)
  if (fault) throw new Problem(fault)
  const known = await takeInBrowser(parts, linkTicketsOf(parts), { secret: linkTicket, caller })
  const { provider, subjectHash, maskedName } = known
  const sealedName = maskedName === undefined ? null : parts.personal.seal(placeOf(accountId, provider), maskedName)
  const row = { accountId, provider, subjectHash, sealedName, linkedAt: instant(now) }
  await parts.database.write(async (tx) => {
    await assertSignedIn(tx, caller.citizen)
    const standing = await linkStandingOf(tx, row)
    const because = linkFault(accountId, standing)
    if (because) throw new Problem(because)
    if (standing.owner === accountId) return
    if (!(await links.insertLink(tx, row))) throw new Problem('link.taken')
    const line = { action: 'account.linked', subject: accountId, detail: { provider }, at: row.linkedAt } as const
    await audit.recordOf(tx, caller, line)
    await giveNotice(tx, parts, { accountId, kind: 'third-party-linked', detail: { provider } })
  })
  return viewOf(parts.personal, row)
}

/** The third parties that may sign an account's owner in. */
export async function linksOfAccount(
  { database, personal }: Pick<ThirdPartyParts, 'database' | 'personal'>,
  accountId: string,
): Promise<AccountLink[]> {
  const rows = await links.linksOf(database.reader, accountId)
  return rows.map((row) => viewOf(personal, row))
}

/** The third parties that may sign the caller in. */
export function listLinks(parts: ThirdPartyParts, { citizen }: CitizenCaller): Promise<AccountLink[]> {
  return linksOfAccount(parts, citizen.accountId)
}

/**
 * Removes a link, and ends what was signed in through third parties elsewhere: whoever unlinks one that fell into other hands has
 * those hands out. Throws link.only-way when the account could not be entered any more; repeating changes nothing.
 */
export async function unlinkAccount(parts: ThirdPartyParts, caller: CitizenCaller, provider: string): Promise<void> {
  if (!isThirdParty(provider)) throw new Problem('third-party.unknown')
  await removeLink(parts, caller, provider)
}

async function removeLink(parts: ThirdPartyParts, caller: CitizenCaller, provider: ThirdPartyProvider): Promise<void> {
  const { accountId } = caller.citizen
  await parts.database.write(async (tx) => {
    await assertSignedIn(tx, caller.citizen)
    const own = await links.linksOf(tx, accountId)
    if (!own.some((link) => link.provider === provider)) return
    const ways = { links: own.length, isSignInPossible: await hasOwnWayIn(tx, accountId) }
    const because = unlinkingFault(ways)
    if (because) throw new Problem(because)
    await links.deleteLink(tx, accountId, provider)
    await endAllBegunBy(tx, accountId, { method: 'third-party', exceptId: caller.citizen.sessionId })
    const at = instant(parts.clock.now())
    await audit.recordOf(tx, caller, { action: 'account.unlinked', subject: accountId, detail: { provider }, at })
    await giveNotice(tx, parts, { accountId, kind: 'third-party-unlinked', detail: { provider } })
  })
}
