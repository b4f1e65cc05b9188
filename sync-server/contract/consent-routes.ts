import { Type } from 'typebox'
import { AuthorisationView, Continuation, GrantView } from './consent.ts'
import type { Route } from './route-row.ts'
import { object } from './shape.ts'

/** 服务授权 and 我的授权 (manual 1.4). What the services themselves call lies below `/oidc`, fixed by OpenID Connect. */
export const consentRoutes = {
  readAuthorisation: {
    method: 'GET',
    path: '/v1/authorisations/:interactionId',
    guard: 'client',
    summary: 'Which service asks for what, and what is missing; only in the browser in which it began',
    reply: AuthorisationView,
  },
  approveAuthorisation: {
    method: 'POST',
    path: '/v1/authorisations/:interactionId/approval',
    guard: 'citizen',
    summary: '同意授权: let the service know what it asks for; only in the browser in which it began',
    body: object({}),
    reply: Continuation,
  },
  declineAuthorisation: {
    method: 'POST',
    path: '/v1/authorisations/:interactionId/refusal',
    guard: 'client',
    summary: 'Do not let the service know anything, and go back to it; only in the browser in which it began',
    body: object({}),
    reply: Continuation,
  },
  listGrants: {
    method: 'GET',
    path: '/v1/account/grants',
    guard: 'citizen',
    summary: '我的授权: services that may read something of the account, newest first',
    reply: object({ grants: Type.Array(GrantView) }),
  },
  withdrawGrant: {
    method: 'DELETE',
    path: '/v1/account/grants/:grantId',
    guard: 'citizen',
    summary:
      'Take an authorisation back; everything that the service holds for it ends at once. Repeating changes nothing',
  },
} as const satisfies Record<string, Route>
