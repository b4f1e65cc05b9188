/** Seeds that once showed a violation in the shipped code, with what it was: they are simulated again in every run. */
export const failingSeeds: readonly { readonly seed: number; readonly was: string }[] = []
