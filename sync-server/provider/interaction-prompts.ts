import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { reaches } from '../contract/level.ts'
import { neededLevel, wishIn } from './authorisation-rules.ts'
import type { FoundAccount } from './find-account.ts'
import { type ProviderParts, serviceOf } from './provider-parts.ts'

const { base, Check, Prompt } = interactionPolicy
/** The library compares levels for being equal; here a higher one is enough, and asked for by a prompt of its own. */
const REPLACED = ['essential_acr', 'essential_acrs']

/** Whether the citizen behind a browser has not the level that the service needs for this. */
function isTooLow(parts: ProviderParts, { oidc }: KoaContextWithOIDC): boolean {
  const account = oidc.account as FoundAccount | undefined
  const service = serviceOf(parts, oidc.client?.clientId ?? '')
  if (!account || !service) return false
  return !reaches(account.level, neededLevel(wishIn(oidc.params ?? {}), service.level))
}

/** What a browser has to go through: sign in, reach the level, consent. A service that allows no page is told what is missing. */
export function interactionsFor(parts: ProviderParts): interactionPolicy.Prompt[] {
  const policy = base()
  const login = policy.get('login')
  for (const reason of REPLACED) login?.checks.remove(reason)
  const tooLow = new Check(
    'level_too_low',
    'the citizen has not the level that is needed',
    'unmet_authentication_requirements',
    (ctx) => isTooLow(parts, ctx),
  )
  const noAccount = new Check('no_account', 'the account is not in use', 'login_required', ({ oidc }) => !oidc.account)
  login?.checks.add(noAccount)
  policy.add(new Prompt({ name: 'level', requestable: false }, tooLow), 1)
  return policy
}
