import { computed, type Ref, shallowRef } from 'vue'
import { failureOf } from '../../shared/call-route.ts'
import { type FailureWords, wordsOf } from '../../shared/failure-words.ts'

/** One thing that a page asks of the server at a time: whether it waits, and what went wrong. */
export interface Asking {
  readonly isBusy: Readonly<Ref<boolean>>
  readonly failure: Readonly<Ref<FailureWords | undefined>>
  /** Runs a request; the answer is whether it went well. A second one waits for nobody: it is not begun. */
  readonly ask: (request: () => Promise<unknown>) => Promise<boolean>
}

/** Asks for a page. */
export function useAsking(): Asking {
  const isBusy = shallowRef(false)
  const failed = shallowRef<FailureWords>()
  const ask = async (request: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy.value) return false
    isBusy.value = true
    failed.value = undefined
    try {
      await request()
      return true
    } catch (error) {
      failed.value = wordsOf(failureOf(error))
      return false
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, failure: computed(() => failed.value), ask }
}
