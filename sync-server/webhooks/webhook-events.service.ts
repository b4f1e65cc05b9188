import type { WebhookKind } from '../contract/webhook.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { newId } from '../platform/ids.ts'
import { insertEvent } from './webhooks.repository.ts'

/**
 * Keeps an event for other systems in the transaction of the change that it tells of: neither is lost without the other.
 * `isOfFormer` is for what happened to an identity that the account has just lost: receivers know it by that one.
 */
export async function queueEvent(
  tx: Transaction,
  { clock }: { readonly clock: Clock },
  { kind, accountId, isOfFormer = false }: { kind: WebhookKind; accountId: string; isOfFormer?: boolean },
): Promise<void> {
  const now = clock.now()
  await insertEvent(tx, { id: newId(now), kind, accountId, at: instant(now), isOfFormer })
}
