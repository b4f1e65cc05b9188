import { Problem } from '../contract/failure.ts'
import * as audit from '../audit/audit.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { type EventParts, queueEvent } from '../webhooks/webhook-events.service.ts'
import { accountById } from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { erasureAfter, isErasureDue } from './closing-rules.ts'
import * as closing from './closing.repository.ts'

const BATCH = 100

/** Whose wish it is, and how long it can be taken back. */
export interface ClosingWish {
  readonly caller: ClientCaller
  readonly accountId: string
  readonly coolingOffDays: number
}

/** Removes what is the account's own, and has other systems told of it. */
async function eraseIn(tx: Transaction, parts: EventParts, accountId: string): Promise<void> {
  await closing.erase(tx, accountId)
  await queueEvent(tx, parts, { kind: 'account.closed', accountId })
}

/**
 * Closes an account by its owner's wish: erased at once where there is no cooling-off, waiting for that otherwise. The caller
 * ends the sessions. Throws session.expired when the account is not active any more.
 */
export async function closeAccount(
  tx: Transaction,
  parts: EventParts,
  { caller, accountId, coolingOffDays }: ClosingWish,
): Promise<void> {
  const now = parts.clock.now()
  const eraseAt = erasureAfter(now, coolingOffDays)
  const isActive = await closing.setClosing(tx, accountId, instant(eraseAt ?? now))
  if (!isActive) throw new Problem('session.expired')
  const at = instant(now)
  await audit.recordOf(tx, caller, { action: 'account.closing', subject: accountId, detail: { coolingOffDays }, at })
  if (eraseAt) return
  await eraseIn(tx, parts, accountId)
  await audit.recordOf(tx, caller, { action: 'account.erased', subject: accountId, detail: {}, at })
}

/** Erases one account, unless it was taken back or erased elsewhere meanwhile. */
async function eraseOne(parts: EventParts & Pick<AccountParts, 'database'>, accountId: string): Promise<boolean> {
  return parts.database.write(async (tx) => {
    const at = instant(parts.clock.now())
    const account = await accountById(tx, accountId)
    if (!account || !isErasureDue(account, at)) return false
    await eraseIn(tx, parts, accountId)
    const event = { actor: 'server', action: 'account.erased', subject: accountId, detail: {}, at } as const
    await audit.record(tx, audit.SERVER_HOME, event)
    return true
  })
}

/** Erases the accounts whose cooling-off is over, some at a time; the answer is how many. Several servers may do it at once. */
export async function eraseDue(parts: EventParts & Pick<AccountParts, 'database'>): Promise<number> {
  const { database, clock } = parts
  const due = await closing.dueBy(database.reader, instant(clock.now()), BATCH)
  let count = 0
  for (const accountId of due) if (await eraseOne(parts, accountId)) count++
  await database.write((tx) => closing.dropRunsOfErased(tx))
  return count
}
