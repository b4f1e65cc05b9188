import type { FreezeReason } from '../contract/console.ts'
import { Problem } from '../contract/failure.ts'
import type { Policy } from '../contract/policy.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { accountById } from './accounts.repository.ts'
import { erasureAfter } from './closing-rules.ts'
import { unfreezing } from './freezing-rules.ts'
import * as freezing from './freezing.repository.ts'

export { freezeOf } from './freezing.repository.ts'

/** What a freeze needs of its surroundings. */
export interface FreezeParts {
  readonly clock: Clock
  readonly policy: Policy
}

/** Who freezes an account, and why. */
export interface Freeze {
  readonly accountId: string
  readonly staffId: string
  readonly reason: FreezeReason
  readonly reference: string | undefined
}

/**
 * Freezes an account: nobody signs in to it any more, and an erasure that it waited for waits too. The caller ends the sessions. The
 * answer is whether it was not frozen before. Throws account.deregistered.
 */
export async function freeze(
  tx: Transaction,
  { clock }: Pick<FreezeParts, 'clock'>,
  { accountId, staffId, reason, reference = undefined }: Freeze,
): Promise<boolean> {
  const account = await accountById(tx, accountId)
  if (account?.status === 'frozen') return false
  const wasClosing = account?.status === 'closing' ? 1 : 0
  const by = { frozenBy: staffId, frozenAt: instant(clock.now()), unfreezingAskedBy: null }
  const isFrozen = await freezing.setFrozen(tx, { accountId, reason, reference: reference ?? null, wasClosing, ...by })
  if (!isFrozen) throw new Problem('account.deregistered')
  return true
}

/** Whoever could not sign in could not take the wish to close back either: all of the cooling-off begins again. */
function erasureOf({ clock, policy }: FreezeParts, { wasClosing }: freezing.FreezeRow): string | null {
  if (wasClosing === 0) return null
  const now = clock.now()
  return instant(erasureAfter(now, policy.account.coolingOffDays) ?? now)
}

/**
 * Lifts a freeze, or notes who asks for it where a second person has to agree. Throws account.not-frozen,
 * account.unfreezing-needs-another.
 */
export async function unfreeze(
  tx: Transaction,
  parts: FreezeParts,
  { accountId, staffId }: Pick<Freeze, 'accountId' | 'staffId'>,
): Promise<'lifted' | 'asked'> {
  const row = await freezing.freezeOf(tx, accountId)
  if (!row) throw new Problem('account.not-frozen')
  const decided = unfreezing(row, staffId)
  if (typeof decided !== 'string') throw new Problem(decided.fault)
  if (decided === 'asked') await freezing.setAsked(tx, accountId, staffId)
  else await freezing.liftFreeze(tx, accountId, erasureOf(parts, row))
  return decided
}
