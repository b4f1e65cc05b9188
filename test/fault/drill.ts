/** What a drill came to. `lost` and `doubled` are counted in the server's own books. */
export interface DrillResult {
  readonly name: string
  /** What was done, in words: "100 kills", "60 records over a broken line". */
  readonly tried: string
  readonly records: number
  readonly lost: number
  readonly doubled: number
  /** Why it could not be done here, where that is so. */
  readonly skipped?: string
}

/** One fault, tried on real parts. */
export interface Drill {
  readonly name: string
  readonly run: () => Promise<DrillResult>
}

/** A number generator that gives the same drill for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Waits until something is true; says what it waited for when it never is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const late = performance.now() + timeoutMs
  while (!(await isSo())) {
    if (performance.now() > late) throw new Error(`gave up waiting: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
