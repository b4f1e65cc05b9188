import { Problem } from '../contract/failure.ts'
import type { ReplyOf } from '../contract/route.ts'
import type { WebhookDelivery } from '../contract/webhook.ts'
import * as audit from '../audit/audit.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'
import * as webhooks from './webhooks.repository.ts'

/** What looking at deliveries needs of its surroundings. */
export interface WebhookParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
}

function viewOf({ eventId, receiver, kind, state, tries, at, nextTryAt, lastStatus }: webhooks.DeliveryRow) {
  const view: WebhookDelivery = {
    ...{ eventId, receiver, kind, state, tries, at },
    ...(state === 'waiting' ? { nextTryAt } : {}),
    ...(lastStatus === null ? {} : { lastStatus }),
  }
  return view
}

/** Receivers by name and host, and the newest deliveries. */
export async function listWebhooks({ database, webhooks: receivers }: WebhookParts): Promise<ReplyOf<'listWebhooks'>> {
  const deliveries = await webhooks.newestDeliveries(database.reader)
  const named = Object.entries(receivers).map(([name, { url }]) => ({ name, host: url.host }))
  return { receivers: named, deliveries: deliveries.map(viewOf) }
}

/** Lets a parked delivery be tried again. Throws webhook.unknown; one that is not parked stays as it is. */
export async function resendWebhook(
  { database, clock }: WebhookParts,
  { staffId }: AdminCaller,
  key: { eventId: string; receiver: string },
): Promise<void> {
  const at = instant(clock.now())
  await database.write(async (tx) => {
    const isUnparked = await webhooks.unpark(tx, key, at)
    if (isUnparked === undefined) throw new Problem('webhook.unknown')
    const { eventId: subject, receiver } = key
    const event = { actor: `staff:${staffId}`, action: 'webhook.resent', subject, detail: { receiver }, at } as const
    if (isUnparked) await audit.record(tx, audit.CONSOLE_HOME, event)
  })
}
