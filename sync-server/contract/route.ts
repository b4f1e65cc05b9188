import { Type, type Static, type TSchema } from 'typebox'
import { AccountView, PhoneNumber } from './account.ts'
import { AccountCentre, CurrentSession, SessionView } from './account-centre.ts'
import { consentRoutes } from './consent-routes.ts'
import { consoleRoutes } from './console-routes.ts'
import { faceRoutes } from './face-routes.ts'
import { identityLifeRoutes } from './identity-life-routes.ts'
import { kioskRoutes } from './kiosk-routes.ts'
import { OnlineFlowState } from './online-flow.ts'
import { object, oneOf } from './shape.ts'
import { MAX_RECORD_BYTES, RecordAnswer } from './sealed-record.ts'
import { Base64Url, Instant, SignedStaffCredential } from './staff.ts'
import type { Route } from './route-row.ts'
import { serviceRoutes } from './service-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'
import { AccountLink, HandoffAnswer, RestoredSession, Secret, ThirdPartyProvider } from './third-party.ts'

export type { Guard, Route } from './route-row.ts'

const ReceiptStatus = object({
  receiptNumber: Type.String(),
  status: Type.Union([Type.Literal('granted'), Type.Literal('returned'), Type.Literal('not-arrived')]),
  title: Type.String(),
  action: Type.String(),
})
export type ReceiptStatus = Static<typeof ReceiptStatus>

/** Largest batch of records in one request. */
export const MAX_BATCH_BYTES = 16 * MAX_RECORD_BYTES

/** Every endpoint of the server that has a contract; operational ones (`/healthz` …) are fixed by their own standards. */
export const routes = {
  ...kioskRoutes,
  signInStaff: {
    method: 'POST',
    path: '/v1/staff/sessions',
    guard: 'kiosk',
    summary: 'Sign a staff member in at this kiosk and issue a credential for the key made there',
    body: object({
      staffNumber: Type.String({ minLength: 1, maxLength: 32 }),
      password: Type.String({ minLength: 1, maxLength: 128 }),
      publicKey: Base64Url,
    }),
    reply: object({ token: Type.String(), expiresAt: Instant, credential: SignedStaffCredential }),
  },
  signOutStaff: {
    method: 'DELETE',
    path: '/v1/staff/sessions/current',
    guard: 'staff',
    summary: 'End the staff session',
  },
  findAccount: {
    method: 'POST',
    path: '/v1/staff/accounts/search',
    guard: 'staff',
    summary: "Find a citizen's account; every look-up is audited",
    body: object({
      by: oneOf('phone', 'username', 'document', 'appointment'),
      value: Type.String({ minLength: 1, maxLength: 40 }),
    }),
    reply: AccountView,
  },
  openAccount: {
    method: 'POST',
    path: '/v1/staff/accounts',
    guard: 'staff',
    summary: 'Open an account for a citizen at the counter',
    body: object({ phoneNumber: PhoneNumber }),
    reply: AccountView,
  },
  readAccount: {
    method: 'GET',
    path: '/v1/staff/accounts/:accountId',
    guard: 'staff',
    summary: 'The account with its level, masked',
    reply: AccountView,
  },
  postRecords: {
    method: 'POST',
    path: '/v1/intake/records',
    guard: 'kiosk',
    summary:
      'Take in a batch of sealed records with their attachments; one answer per record, receipts are signed and final',
    /** Parcels, framed as the contract of the sealed record says. One durable transaction a batch. */
    body: { bytes: MAX_BATCH_BYTES },
    reply: object({ answers: Type.Array(RecordAnswer) }),
  },
  receiptStatus: {
    method: 'GET',
    path: '/v1/receipts/:receiptNumber',
    guard: 'open',
    summary: 'Whether the verification behind a receipt number has been granted; says nothing about the person',
    reply: ReceiptStatus,
  },
  beginFlow: {
    method: 'POST',
    path: '/v1/flows',
    guard: 'client',
    summary: 'Begin a flow that the server runs; some need a signed-in citizen',
    body: object({ flow: Type.String({ minLength: 1, maxLength: 60 }) }),
    reply: OnlineFlowState,
  },
  readFlow: {
    method: 'GET',
    path: '/v1/flows/:flowId',
    guard: 'client',
    summary: 'Where a flow stands',
    reply: OnlineFlowState,
  },
  followFlow: {
    method: 'GET',
    path: '/v1/flows/:flowId/events',
    guard: 'client',
    summary:
      'Where a flow stands now and after every change that is not the own answer, as server-sent events, until it ends; one stream a flow, a new one takes the place of the former',
    events: OnlineFlowState,
  },
  answerFlow: {
    method: 'POST',
    path: '/v1/flows/:flowId/answers',
    guard: 'client',
    summary:
      "Answer the current step; `output` has the shape of the step's kind (see the schemas `output.KIND`). A stale answer gets the current state",
    body: object({ step: Type.String({ maxLength: 60 }), output: Type.Unknown() }),
    reply: OnlineFlowState,
  },
  goBackInFlow: {
    method: 'POST',
    path: '/v1/flows/:flowId/back',
    guard: 'client',
    summary: '上一页: undo the last step where the flow allows it; otherwise nothing changes',
    body: object({ step: Type.String({ maxLength: 60 }) }),
    reply: OnlineFlowState,
  },
  abandonFlow: {
    method: 'DELETE',
    path: '/v1/flows/:flowId',
    guard: 'client',
    summary: 'Leave a flow; everything that was typed into it is forgotten. Repeating changes nothing',
  },
  ...ticketRoutes,
  ...faceRoutes,
  ...serviceRoutes,
  ...consentRoutes,
  currentSession: {
    method: 'GET',
    path: '/v1/sessions/current',
    guard: 'citizen',
    summary: 'The session behind the token, with the level achieved and how',
    reply: CurrentSession,
  },
  listSessions: {
    method: 'GET',
    path: '/v1/sessions',
    guard: 'citizen',
    summary: 'Where the account is signed in',
    reply: object({ sessions: Type.Array(SessionView) }),
  },
  signOut: { method: 'DELETE', path: '/v1/sessions/current', guard: 'citizen', summary: '退出: end the session' },
  endSession: {
    method: 'DELETE',
    path: '/v1/sessions/:sessionId',
    guard: 'citizen',
    summary: 'End another session of the same account',
  },
  readAccountCentre: {
    method: 'GET',
    path: '/v1/account',
    guard: 'citizen',
    summary: '个人中心: what the account holds, masked',
    reply: AccountCentre,
  },
  ...identityLifeRoutes,
  ...consoleRoutes,
  listThirdParties: {
    method: 'GET',
    path: '/v1/third-party',
    guard: 'client',
    summary: 'Through whose accounts one can sign in here; `/third-party/PROVIDER/start` begins it in a browser',
    reply: object({ providers: Type.Array(ThirdPartyProvider) }),
  },
  exchangeHandoff: {
    method: 'POST',
    path: '/v1/third-party/handoffs',
    guard: 'client',
    summary: 'What came of signing in through a third party; once, in the browser in which it began',
    body: object({ handoff: Secret }),
    reply: HandoffAnswer,
  },
  restoreByThirdParty: {
    method: 'POST',
    path: '/v1/third-party/restorations',
    guard: 'client',
    summary: 'Take the wish to close an account back after signing in through a third party',
    body: object({ restoreTicket: Secret }),
    reply: RestoredSession,
  },
  linkAccount: {
    method: 'POST',
    path: '/v1/account/links',
    guard: 'citizen',
    summary: 'Let a third party sign the citizen in from now on; needs a session that just began by password or code',
    body: object({ linkTicket: Secret }),
    reply: AccountLink,
  },
  listAccountLinks: {
    method: 'GET',
    path: '/v1/account/links',
    guard: 'citizen',
    summary: 'Third parties that may sign the citizen in',
    reply: object({ links: Type.Array(AccountLink) }),
  },
  unlinkAccount: {
    method: 'DELETE',
    path: '/v1/account/links/:provider',
    guard: 'citizen',
    summary: 'Do not let a third party sign the citizen in any more. Repeating changes nothing',
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
type SchemaOf<R, Part extends string> = R extends { readonly [P in Part]: infer S } ? S : undefined
/** Body type of a route; `Uint8Array` for byte routes, `undefined` where there is none. */
export type BodyOf<N extends RouteName> =
  SchemaOf<(typeof routes)[N], 'body'> extends infer B
    ? B extends { readonly bytes: number }
      ? Uint8Array
      : B extends TSchema
        ? Static<B>
        : undefined
    : never
/** Reply type of a route. */
export type ReplyOf<N extends RouteName> =
  SchemaOf<(typeof routes)[N], 'reply'> extends infer R ? (R extends TSchema ? Static<R> : undefined) : never
