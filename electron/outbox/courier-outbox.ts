import { randomUUID } from 'node:crypto'
import type { ServerKeys } from '../../sync-server/contract/kiosk.ts'
import type { Receipt, SignedReceipt } from '../../sync-server/contract/sealed-record.ts'
import type { Store } from '../store/store.ts'
import { type Dispatch, dispatch } from './dispatch.ts'
import { settle } from './settle.ts'

/** The outbox as the courier is given it: lending, answers and receipts. */
export interface CourierOutbox extends Dispatch {
  /** Takes receipts in; returns those that settled a record. All others changed nothing. */
  settle(receipts: readonly SignedReceipt[]): readonly Receipt[]
}

/** What lending and settling need. */
export interface CourierOutboxParts {
  readonly store: Store
  readonly now: () => Date
  readonly leaseMs: number
  readonly batchBytes: number
  /** The pinned keys; without them no receipt proves anything. */
  readonly keys: () => ServerKeys | undefined
}

/** Opens the outbox for one courier; its leases carry its own name. */
export function courierOutbox({ store, now, leaseMs, batchBytes, keys }: CourierOutboxParts): CourierOutbox {
  return {
    ...dispatch(store, { owner: randomUUID(), leaseMs, limitBytes: batchBytes }, now),
    settle(receipts) {
      const pinned = keys()
      if (!pinned || receipts.length === 0) return []
      const outcome = settle(store, receipts, { keys: pinned, now: now().getTime() })
      return receipts.filter((_, i) => outcome[i] === 'settled').map(({ value }) => value)
    },
  }
}
