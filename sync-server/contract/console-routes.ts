import { Type } from 'typebox'
import {
  AccountFile,
  AccountSearch,
  AuditEntry,
  AuditSearch,
  Because,
  CaseReference,
  FreezeReason,
  KioskEntry,
  StaffEntry,
} from './console.ts'
import { EqualWays, KioskWays } from './holder-way.ts'
import type { Route } from './route-row.ts'
import { object, oneOf } from './shape.ts'
import { Instant } from './staff.ts'
import { WebhookDelivery } from './webhook.ts'

/** An act on an account: why, and the account as it is afterwards. */
const onAccount = (act: string, summary: string) =>
  ({
    method: 'POST',
    path: `/v1/admin/accounts/:accountId/${act}`,
    guard: 'admin',
    summary,
    body: Because,
    reply: AccountFile,
  }) as const

/** The administrator's console: rows of the route table. */
export const consoleRoutes = {
  signInAdministrator: {
    method: 'POST',
    path: '/v1/admin/sessions',
    guard: 'client',
    summary: 'Sign an administrator in, away from any kiosk, by password and a code of the second factor (RFC 6238)',
    body: object({
      staffNumber: Type.String({ minLength: 1, maxLength: 32 }),
      password: Type.String({ minLength: 1, maxLength: 128 }),
      code: Type.String({ pattern: '^\\d{6}$' }),
    }),
    reply: object({ token: Type.String(), name: Type.String(), staffNumber: Type.String(), expiresAt: Instant }),
  },
  signOutAdministrator: {
    method: 'DELETE',
    path: '/v1/admin/sessions/current',
    guard: 'admin',
    summary: "End the administrator's session",
  },
  searchAccount: {
    method: 'POST',
    path: '/v1/admin/accounts/search',
    guard: 'admin',
    summary: 'Look at an account, masked; every look has a reason, is audited, and its owner is told',
    body: AccountSearch,
    reply: AccountFile,
  },
  freezeAccount: {
    ...onAccount('freezing', '冻结: end every session; nobody can sign in. Repeating changes nothing'),
    body: object({ reason: FreezeReason, reference: Type.Optional(CaseReference) }),
  },
  unfreezeAccount: onAccount(
    'unfreezing',
    '解冻; where the reason asks for two people, the first call asks and another administrator’s call lifts it',
  ),
  endAccountSessions: onAccount('sessions/end', 'End every session of the account'),
  forgiveTries: onAccount('tries/forgiving', 'Forget wrong passwords and codes, so that the owner need not wait'),
  sendRecovery: onAccount('recovery', 'Tell the owner how to set a new password; nobody else ever sets or learns one'),
  searchAudit: {
    method: 'POST',
    path: '/v1/admin/audit/search',
    guard: 'admin',
    summary: 'Lines of the audit, newest first, a page at a time',
    body: AuditSearch,
    reply: object({ lines: Type.Array(AuditEntry), isMore: Type.Boolean() }),
  },
  listKiosks: {
    method: 'GET',
    path: '/v1/admin/kiosks',
    guard: 'admin',
    summary: 'Every kiosk with its hall, when it was last seen and how it is; what is out of order comes first',
    reply: object({ kiosks: Type.Array(KioskEntry) }),
  },
  revokeKiosk: {
    method: 'POST',
    path: '/v1/admin/kiosks/:kioskId/revocation',
    guard: 'admin',
    summary: 'Stop a kiosk at once. Repeating changes nothing',
  },
  listWayTimes: {
    method: 'GET',
    path: '/v1/admin/way-times',
    guard: 'admin',
    summary:
      'How long verification on site takes by face and by two people, together and at each kiosk; nothing of a person',
    reply: object({ days: Type.Integer(), all: EqualWays, kiosks: Type.Array(KioskWays) }),
  },
  listStaff: {
    method: 'GET',
    path: '/v1/admin/staff',
    guard: 'admin',
    summary: 'Every member of staff',
    reply: object({ staff: Type.Array(StaffEntry) }),
  },
  addStaffMember: {
    method: 'POST',
    path: '/v1/admin/staff',
    guard: 'admin',
    summary: 'Add a clerk or supervisor; the password is made by the server and shown this once',
    body: object({
      staffNumber: Type.String({ pattern: '^[\\w.-]{1,32}$' }),
      name: Type.String({ minLength: 1, maxLength: 60 }),
      role: oneOf('clerk', 'supervisor'),
    }),
    reply: object({ password: Type.String() }),
  },
  disableStaffMember: {
    method: 'POST',
    path: '/v1/admin/staff/:staffNumber/disabling',
    guard: 'admin',
    summary: 'Stop a member of staff from working, everywhere and at once. Repeating changes nothing',
  },
  listWebhooks: {
    method: 'GET',
    path: '/v1/admin/webhooks',
    guard: 'admin',
    summary: 'Receivers, and their newest deliveries; what was parked comes first',
    reply: object({
      receivers: Type.Array(object({ name: Type.String(), host: Type.String() })),
      deliveries: Type.Array(WebhookDelivery),
    }),
  },
  resendWebhook: {
    method: 'POST',
    path: '/v1/admin/webhooks/:receiver/:eventId/sending',
    guard: 'admin',
    summary: 'Send a parked delivery again. Repeating changes nothing',
  },
} as const satisfies Record<string, Route>
