import { computed, ref, shallowRef } from 'vue'
import type { Suggestion } from '../../../electron/bridge/calls.ts'

/** Asks for candidates; may fail or never answer, and then letters are all there is. */
export type Suggest = (letters: string) => Promise<readonly Suggestion[]>

/** The candidates for the letters that were asked about last; answers to older questions are dropped. */
export function useCandidates(suggest: Suggest) {
  const list = shallowRef<readonly Suggestion[]>([])
  const isMore = ref(false)
  let letters = ''
  let pages = 0
  let lastQuestion = 0
  let answered = Promise.resolve()

  async function fetchPage(page: number): Promise<void> {
    const question = ++lastQuestion
    const found = letters === '' ? [] : await suggest("'".repeat(page) + letters).catch(() => [])
    if (question !== lastQuestion) return
    pages = page
    isMore.value = found.length > 0
    list.value = page === 0 ? found : [...list.value, ...found]
  }

  return {
    list: computed(() => list.value),
    /** Whether rarer characters may follow. */
    isMore: computed(() => isMore.value),
    ask: (asked: string): void => {
      letters = asked
      answered = fetchPage(0)
    },
    askForMore: (): void => void (answered = fetchPage(pages + 1)),
    /** Resolves when the list belongs to the letters. */
    settled: (): Promise<void> => answered,
  }
}
