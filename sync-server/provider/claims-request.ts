import { type ClaimsParameter, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { isMeetable, wishIn } from './authorisation-rules.ts'

/** What may be asked for claim by claim: how the citizen signed in. Everything else has a scope, which is what citizens consent to. */
const ASKABLE = new Set(['sub', 'acr', 'amr', 'auth_time'])

/** Refuses a claims request for what has a scope, and one that insists on levels that nobody has here. */
export function assertClaims(_ctx: KoaContextWithOIDC, claims: ClaimsParameter): void {
  const asked = [claims.id_token, claims.userinfo].flatMap((part) => Object.keys(part ?? {}))
  const other = asked.find((name) => !ASKABLE.has(name))
  if (other !== undefined) throw new errors.InvalidRequest('claims about a person are asked for by scope')
  if (!isMeetable(wishIn({ claims: JSON.stringify(claims) }))) {
    throw new errors.UnmetAuthenticationRequirements('no such level')
  }
}
