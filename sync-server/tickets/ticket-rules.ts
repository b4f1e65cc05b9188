import type { FailureCode } from '../contract/failure.ts'
import type { phoneErrandStates } from '../contract/flow/online-form.ts'

export type ErrandState = (typeof phoneErrandStates)[number]

/** A ticket as far as the rules look at it. */
interface Standing {
  readonly state: 'waiting' | 'scanned' | 'confirmed' | 'cancelled' | 'used'
  readonly expiresAt: string
}

/** How a ticket stands for whoever looks at it: what has not ended by itself ends by its time (manual 1.2.3). */
export function errandStateOf({ state, expiresAt }: Standing, now: string): ErrandState {
  if (state === 'cancelled') return 'cancelled'
  if (state === 'used') return 'confirmed'
  return expiresAt <= now ? 'expired' : state
}

/** Why a ticket cannot be scanned; only one that waits can, and only once. */
export function scanFault(row: Standing | undefined, now: string): FailureCode | undefined {
  if (!row) return 'ticket.unknown'
  const faults = {
    waiting: undefined,
    scanned: 'ticket.taken',
    confirmed: 'ticket.used',
    cancelled: 'ticket.cancelled',
    expired: 'ticket.expired',
  } as const
  return faults[errandStateOf(row, now)]
}

/** Why the phone that has a ticket cannot go on with it. */
export function heldFault(row: Standing | undefined, now: string): FailureCode | undefined {
  if (!row) return 'ticket.unknown'
  const state = errandStateOf(row, now)
  if (state === 'cancelled') return 'ticket.cancelled'
  if (state === 'expired') return 'ticket.expired'
  return state === 'confirmed' ? 'ticket.used' : undefined
}

/** Why what a ticket was for cannot be collected yet, or any more. */
export function collectFault(row: Standing | undefined, now: string): FailureCode | undefined {
  if (!row) return 'ticket.unknown'
  if (row.state === 'used') return 'ticket.used'
  const state = errandStateOf(row, now)
  if (state === 'cancelled') return 'ticket.cancelled'
  if (state === 'expired') return 'ticket.expired'
  return state === 'confirmed' ? undefined : 'ticket.not-confirmed'
}
