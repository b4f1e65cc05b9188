import type { ComputedRef, InjectionKey } from 'vue'
import type { ReaderState } from '../../../sync-server/contract/device.ts'

/** The card reader as a step sees it. */
export interface ReaderAtHand {
  readonly state: ReaderState
  readonly readAgain: () => unknown
}

/** Where a step finds the reader. */
export const readerKey: InjectionKey<ComputedRef<ReaderAtHand>> = Symbol('reader')
