import { isLineFault } from '../device-error.ts'

/** Passes a line fault on as a value and throws everything else. */
export function lineFaultOrThrow(error: unknown): { readonly fault: Error } {
  if (isLineFault(error)) return { fault: error }
  throw error
}

/** Runs `work` until it succeeds, at most so many times; only line faults are worth another try. */
export async function retryLineFaults<T>(times: number, work: () => Promise<T>): Promise<T> {
  for (let left = times; left > 1; left--) {
    const outcome = await work().then((value) => ({ value }), lineFaultOrThrow)
    if ('value' in outcome) return outcome.value
  }
  return work()
}
