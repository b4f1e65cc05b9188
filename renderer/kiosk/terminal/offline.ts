import type { ComputedRef, InjectionKey } from 'vue'

/** Where a step finds out whether the line is down: what needs it is not shown then. */
export const offlineKey: InjectionKey<ComputedRef<boolean>> = Symbol('offline')
