import type { CardBlocks } from './card-encoder.ts'

/** A card that can be laid on the simulated reader. */
export type SimulatedCard =
  | {
      readonly kind: 'identity'
      readonly blocks: CardBlocks
      readonly fingerprints?: Uint8Array
      readonly newAddress?: Uint8Array
    }
  /** Not an identity card: selecting it gives SW3 40. */
  | { readonly kind: 'foreign-chip' }
  /** Found and selected like any other, but reading gives SW3 41 every time. */
  | { readonly kind: 'damaged' }
