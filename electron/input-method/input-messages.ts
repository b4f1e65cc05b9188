import type { Suggestion } from '../bridge/calls.ts'

/** What the kiosk process asks of the input process. */
export interface ToInput {
  readonly id: number
  readonly letters: string
}

/** What the input process tells: that its dictionary is read, and its answers. */
export type FromInput =
  | { readonly kind: 'ready' }
  | { readonly kind: 'suggested'; readonly id: number; readonly suggestions: readonly Suggestion[] }
