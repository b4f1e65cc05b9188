import { Type, type Static } from 'typebox'
import { object } from './shape.ts'
import { Instant, Uuid } from './staff.ts'

/** What other systems are told has happened to an account. */
export const webhookKinds = {
  'account.level-changed': '认证级别变更',
  'account.closed': '账号注销',
  'account.frozen': '账号冻结',
  'account.unfrozen': '账号解冻',
  'document.rebound': '实名换绑',
  'document.unbound': '实名解绑',
} as const
export type WebhookKind = keyof typeof webhookKinds
export const WebhookKind = Type.Enum(Object.keys(webhookKinds) as WebhookKind[])

/**
 * The body of a request to a receiver: that something happened, when, and to whom – under the name that this receiver alone knows the
 * citizen by, the `sub` of the service of the same name. What the account is now, the receiver asks for by its own right.
 */
export const WebhookBody = object({ eventId: Uuid, kind: WebhookKind, subject: Type.String(), at: Instant })
export type WebhookBody = Static<typeof WebhookBody>

/** How far a delivery is. */
export const deliveryStates = { waiting: '待推送', delivered: '已送达', parked: '已搁置' } as const
export type DeliveryState = keyof typeof deliveryStates

/** One event on its way to one receiver, as the console shows it. */
export const WebhookDelivery = object({
  eventId: Uuid,
  receiver: Type.String({ maxLength: 40 }),
  kind: WebhookKind,
  state: Type.Enum(Object.keys(deliveryStates) as DeliveryState[]),
  tries: Type.Integer({ minimum: 0 }),
  at: Instant,
  nextTryAt: Type.Optional(Instant),
  /** HTTP status of the last answer; 0 when none came. */
  lastStatus: Type.Optional(Type.Integer()),
})
export type WebhookDelivery = Static<typeof WebhookDelivery>
