import { Type, type Static } from 'typebox'
import { AssuranceLevel } from './level.ts'
import { object, oneOf } from './shape.ts'
import { Instant, Uuid } from './staff.ts'

/** One kind of thing that a service may ask for: what the citizen reads, the level without which there is nothing to tell, and the claims. */
interface ConsentItemRow {
  readonly text: string
  readonly level: AssuranceLevel
  readonly claims: readonly string[]
}

/** Everything that a service may ask for, by its OAuth scope; the first text that is more than signing in is the manual's (1.4). */
export const consentItems = {
  openid: { text: '确认您已登录，得知您的认证级别', level: 'L1', claims: ['sub', 'acr', 'amr', 'auth_time'] },
  profile: { text: '读取您的用户信息', level: 'L1', claims: ['masked_name'] },
  phone: { text: '读取您的手机号码', level: 'L1', claims: ['phone_number', 'phone_number_verified'] },
  real_name: { text: '读取您的真实姓名', level: 'L2', claims: ['name'] },
  document: { text: '读取您的证件类型和证件号码', level: 'L3', claims: ['document_type', 'document_number'] },
  offline_access: { text: '在您离开后继续使用以上信息', level: 'L1', claims: [] },
} as const satisfies Record<string, ConsentItemRow>
export type ConsentScope = keyof typeof consentItems

/** Ids of everything that can be asked for, in the order in which it is shown. */
export const consentScopes = Object.keys(consentItems) as ConsentScope[]

/** The known scopes in a list of words, in the order in which they are shown. */
export function scopesIn(words: string | undefined): ConsentScope[] {
  const asked = new Set(words?.split(' '))
  return consentScopes.filter((scope) => asked.has(scope))
}

/** What a citizen reads of one thing that is asked for. */
export const ConsentItem = object({ scope: Type.Enum(consentScopes), text: Type.String({ maxLength: 60 }) })
export type ConsentItem = Static<typeof ConsentItem>

/** Scopes as they are shown. */
export const itemsOf = (scopes: readonly ConsentScope[]): ConsentItem[] =>
  scopes.map((scope) => ({ scope, text: consentItems[scope].text }))

/** A service outside the hall that citizens use with their account. */
export const ServiceName = object({ id: Type.String({ maxLength: 40 }), name: Type.String({ maxLength: 40 }) })

/** What still has to happen before a service can be told: in this order. */
export const AuthorisationNeed = oneOf('sign-in', 'fresh-sign-in', 'level', 'consent', 'nothing')
export type AuthorisationNeed = Static<typeof AuthorisationNeed>

/** 服务授权 (manual 1.4): which service asks for what, and what is missing. */
export const AuthorisationView = object({
  service: ServiceName,
  items: Type.Array(ConsentItem),
  needs: AuthorisationNeed,
  /** The level that the service needs for this. */
  requiredLevel: AssuranceLevel,
  expiresAt: Instant,
})
export type AuthorisationView = Static<typeof AuthorisationView>

/** Where the browser goes on, back to the service. */
export const Continuation = object({ continueAt: Type.String({ maxLength: 400 }) })
export type Continuation = Static<typeof Continuation>

/** 我的授权: what a service may read until the citizen withdraws it. */
export const GrantView = object({
  grantId: Uuid,
  service: ServiceName,
  items: Type.Array(ConsentItem),
  grantedAt: Instant,
})
export type GrantView = Static<typeof GrantView>
