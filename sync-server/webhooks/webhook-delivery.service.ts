import { pairwiseSubject } from '../accounts/subject.service.ts'
import { canonicalJson } from '../contract/canonical-json.ts'
import type { WebhookBody } from '../contract/webhook.ts'
import { keepDoing } from '../platform/background.ts'
import { after, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { type Components, contentDigest, signMessage } from '../platform/http/message-signature.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { Receiver } from '../platform/webhook-settings.ts'
import * as webhooks from './webhooks.repository.ts'
import type { WebhookParts } from './webhooks.service.ts'

const BATCH = 20
const EVENTS_AT_ONCE = 500
const LOOK_EVERY_MS = 1000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 60 * 60_000
/** About seven hours; then the delivery is parked and waits for a person. */
export const MOST_TRIES = 12
const NO_ANSWER = 0

/** What the worker needs besides. */
export type WebhookDeliveryParts = WebhookParts & { readonly personal: PersonalData }

/** How long after a try the next one comes: longer than a process may take for one, so that it is its lease too. */
export function pauseAfterTry(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS)
}

/** Parts of a delivery that its signature covers. */
export const deliveryComponents = (url: URL, digest: string, key: string): Components => [
  ['"@method"', 'POST'],
  ['"@target-uri"', url.href],
  ['"content-digest"', digest],
  ['"idempotency-key"', key],
]

/** Shares an event out among the receivers that asked for its kind. */
async function shareOut(tx: Transaction, parts: WebhookDeliveryParts, event: webhooks.EventRow): Promise<void> {
  const { personal, webhooks: receivers } = parts
  const { id: eventId, kind, accountId, at, identityNo } = event
  if (!(await webhooks.takeEvent(tx, eventId))) return
  for (const [receiver] of Object.entries(receivers).filter(([, { kinds }]) => kinds.includes(kind))) {
    const subject = pairwiseSubject(personal, { serviceId: receiver, accountId, identityNo })
    const fresh = { state: 'waiting', tries: 0, nextTryAt: at, lastStatus: null } as const
    await webhooks.insertDelivery(tx, { eventId, receiver, kind, subject, at, ...fresh })
  }
}

/** Sends once; the answer is the status that came, or 0. What a receiver says besides is not read. */
async function send(
  { clock }: WebhookDeliveryParts,
  { url, key, keyId, timeoutMs }: Receiver,
  { eventId, kind, subject, at }: webhooks.DeliveryRow,
): Promise<number> {
  const told: WebhookBody = { eventId, kind, subject, at }
  const body = canonicalJson(told)
  const idempotencyKey = `"${eventId}"`
  const digest = contentDigest(body)
  const created = Math.floor(clock.now().getTime() / 1000)
  const signed = signMessage(deliveryComponents(url, digest, idempotencyKey), { created, keyId }, key)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-digest': digest,
        'idempotency-key': idempotencyKey,
        ...signed,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return NO_ANSWER
  }
}

async function tryOne(parts: WebhookDeliveryParts, row: webhooks.DeliveryRow): Promise<boolean> {
  const { database, clock, webhooks: receivers } = parts
  const until = after(clock.now(), pauseAfterTry(row.tries))
  if (!(await database.write((tx) => webhooks.leaseDelivery(tx, row, until)))) return false
  const receiver = receivers[row.receiver]
  const lastStatus = receiver ? await send(parts, receiver, row) : NO_ANSWER
  const isTaken = lastStatus >= 200 && lastStatus < 300
  const isOver = row.tries + 1 >= MOST_TRIES
  const state = isTaken ? 'delivered' : isOver ? 'parked' : 'waiting'
  await database.write((tx) => webhooks.settleDelivery(tx, row, { state, lastStatus }))
  return isTaken
}

async function shareOutNew(parts: WebhookDeliveryParts): Promise<void> {
  const events = await webhooks.newEvents(parts.database.reader, EVENTS_AT_ONCE)
  if (events.length === 0) return
  await parts.database.write(async (tx) => {
    for (const event of events) await shareOut(tx, parts, event)
  })
}

/**
 * Tells receivers what waits for them; the answer is how many deliveries were taken. Each is tried until it is, perhaps again when a
 * process dies after an answer: its id is the idempotency key. Several processes may do it at once.
 */
export async function deliverEvents(parts: WebhookDeliveryParts): Promise<number> {
  const { database, clock } = parts
  await shareOutNew(parts)
  let count = 0
  for (;;) {
    const rows = await webhooks.dueDeliveries(database.reader, instant(clock.now()), BATCH)
    const taken = await Promise.all(rows.map((row) => tryOne(parts, row)))
    count += taken.filter(Boolean).length
    if (rows.length < BATCH) return count
  }
}

/** Delivers in the background until it is stopped. */
export function keepTelling(parts: WebhookDeliveryParts): () => Promise<void> {
  return keepDoing(() => deliverEvents(parts), LOOK_EVERY_MS)
}

const KEPT_MS = 30 * 24 * 60 * 60_000

/** Forgets what was delivered a month ago. */
export async function sweepDeliveries({ database, clock }: WebhookParts): Promise<void> {
  await database.write((tx) => webhooks.dropDelivered(tx, after(clock.now(), -KEPT_MS)))
}
