import { type FreezeReason, freezeReasons } from '../contract/console.ts'
import type { FailureCode } from '../contract/failure.ts'

/** What of a freeze decides who may lift it. */
export interface Frozen {
  readonly reason: FreezeReason
  readonly unfreezingAskedBy: string | null
}

/** What comes of somebody's wish to lift a freeze: it is lifted, it waits for a second person, or it needs another one than this. */
export function unfreezing(freeze: Frozen, staffId: string): 'lifted' | 'asked' | { readonly fault: FailureCode } {
  if (!freezeReasons[freeze.reason].needsTwo) return 'lifted'
  if (freeze.unfreezingAskedBy === null) return 'asked'
  return freeze.unfreezingAskedBy === staffId ? { fault: 'account.unfreezing-needs-another' } : 'lifted'
}
