import { computed, ref, type ShallowRef, watch } from 'vue'
import { type Act, boardOf, type Page } from './boards.ts'
import { clearField, deleteBackward, endWith, type TextField, typeText } from './field-typing.ts'
import type { KeyboardTarget } from './useKeyboardTarget.ts'
import type { usePinyin } from './usePinyin.ts'
import { useShift } from './useShift.ts'

/** What the board works on: the field, how to reach it, and the pinyin on its way. */
export interface BoardPorts {
  readonly target: Readonly<ShallowRef<KeyboardTarget | undefined>>
  readonly withField: (act: (field: TextField) => void) => void
  readonly pinyin: ReturnType<typeof usePinyin>
}

type Shift = ReturnType<typeof useShift>
type Doers = { readonly [K in Act['kind']]: (act: Extract<Act, { kind: K }>) => void }

/** The keys that are shown for the target's layout, and what pressing one does. */
export function useBoard(ports: BoardPorts) {
  const { target, pinyin } = ports
  const page = ref<Page>('own')
  const shift = useShift()
  const layout = computed(() => target.value?.layout ?? 'letters')
  const isPinyin = computed(() => layout.value === 'pinyin' && page.value === 'own')

  function turnTo(next: Page): void {
    page.value = next
    shift.release()
  }
  // What was begun in one field is not ended in another.
  watch(
    () => target.value?.field,
    () => {
      turnTo('own')
      pinyin.drop()
    },
  )
  const doers = { ...typingDoers(ports, shift, () => isPinyin.value), ...commandDoers(ports, shift, turnTo) }
  return {
    board: computed(() => boardOf(layout.value, page.value)),
    layout,
    isPinyin,
    shift,
    press: (act: Act): void => (doers[act.kind] as (act: Act) => void)(act),
  }
}

/** Keys that type: a letter of pinyin waits for its candidates, and whatever else is typed ends it first. */
function typingDoers(
  { pinyin, withField }: BoardPorts,
  shift: Shift,
  isPinyin: () => boolean,
): Pick<Doers, 'text' | 'domain' | 'space'> {
  const type = (text: string): void => withField((field) => typeText(field, text))
  return {
    text: ({ text }) => {
      if (isPinyin() && /^[a-z]$/.test(text)) return pinyin.add(text)
      const cased = shift.cased(text)
      shift.used()
      if (pinyin.letters.value === '') return type(cased)
      void pinyin.finish().then(() => type(cased))
    },
    domain: ({ text }) => withField((field) => endWith(field, text)),
    space: () => {
      if (pinyin.letters.value === '') type(' ')
      else void pinyin.finish()
    },
  }
}

/** Keys that command. */
function commandDoers(
  { pinyin, withField }: BoardPorts,
  shift: Shift,
  turnTo: (page: Page) => void,
): Pick<Doers, 'delete' | 'clear' | 'shift' | 'part' | 'board'> {
  return {
    delete: () => {
      if (pinyin.letters.value === '') withField(deleteBackward)
      else pinyin.takeBack()
    },
    clear: () => {
      pinyin.drop()
      withField(clearField)
    },
    shift: shift.press,
    part: () => pinyin.add("'"),
    board: ({ board }) => {
      if (pinyin.letters.value !== '') void pinyin.finish()
      turnTo(board)
    },
  }
}
