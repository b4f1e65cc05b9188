import type { ComputedRef, InjectionKey } from 'vue'

/** Where a form finds out whether a card can be read here in place of typing. */
export const hasReaderKey: InjectionKey<ComputedRef<boolean>> = Symbol('has reader')

/** Where a form finds what to say about a card that cannot be read for now; empty while there is nothing to say. */
export const cardLossKey: InjectionKey<ComputedRef<string>> = Symbol('card loss')
