import type { ComputedRef, InjectionKey } from 'vue'

/** Where a form finds out whether a card can be read here in place of typing. */
export const hasReaderKey: InjectionKey<ComputedRef<boolean>> = Symbol('has reader')
