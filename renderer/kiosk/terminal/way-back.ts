import type { ComputedRef, InjectionKey } from 'vue'

/** The button at the left of every bar: where it leads, and how. */
export interface WayBack {
  readonly label: string
  readonly isDisabled: boolean
  readonly go: () => unknown
}

/** Where a step's frame finds the way back of the page around it. */
export const wayBackKey: InjectionKey<ComputedRef<WayBack>> = Symbol('way back')
