import { computed, ref } from 'vue'
import type { Suggestion } from '../../../electron/bridge/calls.ts'
import { type Suggest, useCandidates } from './useCandidates.ts'

/** More than the longest name has; further letters are not taken. */
const MOST_LETTERS = 40

/** An apostrophe parts syllables, so it needs one before it. */
const isTaken = (letter: string, typed: string): boolean =>
  typed.length < MOST_LETTERS && (letter !== "'" || /[^']$/.test(typed))

/**
 * Letters on their way to become Chinese. They live in this page only: nothing is remembered of what was chosen, and all
 * is gone when the page goes.
 */
export function usePinyin(suggest: Suggest, insert: (text: string) => void) {
  const letters = ref('')
  const candidates = useCandidates(suggest)

  function become(next: string): void {
    letters.value = next
    candidates.ask(next)
  }
  /** Writes a candidate; the letters that it does not use go on. */
  function choose({ text, uses }: Suggestion): void {
    insert(text)
    become(letters.value.slice(uses))
  }
  /** Writes the letters themselves, for who wants them or has no candidates. */
  const keepLetters = (): void => choose({ text: letters.value, uses: letters.value.length })
  function add(letter: string): void {
    if (isTaken(letter, letters.value)) become(letters.value + letter)
  }
  /** Writes the best candidate for what is typed, else the letters. */
  async function finish(): Promise<void> {
    await candidates.settled()
    const [best] = candidates.list.value
    if (letters.value !== '' && best) choose(best)
    else if (letters.value !== '') keepLetters()
  }

  return {
    letters: computed(() => letters.value),
    candidates: candidates.list,
    isMore: candidates.isMore,
    askForMore: candidates.askForMore,
    choose,
    keepLetters,
    add,
    finish,
    takeBack: (): void => become(letters.value.slice(0, -1)),
    drop: (): void => become(''),
  }
}
