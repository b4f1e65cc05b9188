import type { Account, AccountClaims, FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import { activeLevel, identityNoOf, pairwiseSubject, type Subject, subjectOf } from '../accounts/subject.service.ts'
import { consentItems, type ConsentScope, scopesIn } from '../contract/consent.ts'
import { type AssuranceLevel, reaches } from '../contract/level.ts'
import { maskName } from '../contract/mask.ts'
import { toldAcr, wishIn } from './authorisation-rules.ts'
import type { ProviderParts } from './provider-parts.ts'

const COUNTRY = '+86'

type Claims = Readonly<Record<string, unknown>>
type OfSubject = (subject: Subject) => Claims

/** What each scope tells of a citizen; what an account does not hold is left out. */
const tells: Readonly<Record<ConsentScope, OfSubject>> = {
  openid: () => ({}),
  offline_access: () => ({}),
  profile: ({ holder }) => (holder ? { masked_name: maskName(holder.fullName) } : {}),
  phone: ({ phoneNumber: phone }) =>
    phone === undefined ? {} : { phone_number: COUNTRY + phone, phone_number_verified: true },
  real_name: ({ holder }) => (holder ? { name: holder.fullName } : {}),
  document: ({ holder }) => (holder ? { document_type: holder.type, document_number: holder.documentNumber } : {}),
}

/** The claims of some scopes; an item whose level the account has no more tells nothing. */
function claimsOf(subject: Subject, scopes: readonly ConsentScope[]): Claims {
  const open = scopes.filter((scope) => reaches(subject.level, consentItems[scope].level))
  return Object.assign({}, ...open.map((scope) => tells[scope](subject))) as Claims
}

/** A citizen as the provider sees one; `level` is the account's at this moment. */
export interface FoundAccount extends Account {
  readonly level: AssuranceLevel
}

/**
 * In a browser: lets the browser session bear the id of the citizen's session that was shown on the page, so that both end
 * together, and tell the level that the account has now.
 */
function refreshSession({ oidc }: KoaContextWithOIDC, level: AssuranceLevel): void {
  const { session, params, result } = oidc
  if (!session || !params) return
  const sessionId = result?.['sessionId']
  if (typeof sessionId === 'string' && session.uid !== sessionId) session.uid = sessionId
  const acr = toldAcr(wishIn(params), level)
  if (session.acr !== acr) session.acr = acr
}

/** Finds whom a token or a browser session is about; an account that is not in use is nobody's. */
export function accountFinder({ database, personal }: ProviderParts): FindAccount {
  return async (ctx, accountId, token) => {
    const level = await activeLevel(database.reader, accountId)
    if (level === undefined) return undefined
    if (!token) refreshSession(ctx, level)
    const claims = async (_use: string, scope: string): Promise<AccountClaims> => {
      const subject = await subjectOf(database.reader, personal, accountId)
      return { sub: accountId, ...(subject ? claimsOf(subject, scopesIn(scope)) : {}) }
    }
    return { accountId, claims, level } satisfies FoundAccount
  }
}

/** Who a citizen is to one service now. */
export async function subjectNow(
  { database, personal }: ProviderParts,
  { accountId, serviceId }: { accountId: string; serviceId: string },
): Promise<string> {
  const identityNo = await identityNoOf(database.reader, accountId)
  return pairwiseSubject(personal, { serviceId, accountId, identityNo })
}
