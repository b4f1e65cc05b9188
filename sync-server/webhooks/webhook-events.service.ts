import type { WebhookKind } from '../contract/webhook.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { newId } from '../platform/ids.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'
import { insertEvent } from './webhooks.repository.ts'

/** What telling other systems needs of its surroundings. */
export interface EventParts {
  readonly clock: Clock
  /** Who is told, and of what. */
  readonly webhooks: WebhookSettings
}

/**
 * Keeps an event for other systems in the transaction of the change that it tells of: neither is lost without the other. An event
 * that none of them asks for is not kept.
 * `isOfFormer` is for what happened to an identity that the account has just lost: receivers know it by that one.
 */
export async function queueEvent(
  tx: Transaction,
  { clock, webhooks }: EventParts,
  { kind, accountId, isOfFormer = false }: { kind: WebhookKind; accountId: string; isOfFormer?: boolean },
): Promise<void> {
  if (!Object.values(webhooks).some(({ kinds }) => kinds.includes(kind))) return
  const now = clock.now()
  await insertEvent(tx, { id: newId(now), kind, accountId, at: instant(now), isOfFormer })
}
