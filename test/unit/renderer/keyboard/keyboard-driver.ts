import type { VueWrapper } from '@vue/test-utils'
import { boardOf, digitKeys, pagesOf } from '../../../../renderer/kiosk/keyboard/boards.ts'
import { keyboardTexts as words } from '../../../../renderer/kiosk/keyboard/keyboard-texts.ts'
import type { KeyboardLayout } from '../../../../sync-server/contract/field.ts'
import { namesOfKeys, press } from './page.ts'

/** Every character that can be typed on a layout, without what pinyin makes of letters. */
export function typedBy(layout: KeyboardLayout): ReadonlySet<string> {
  const characters = pagesOf(layout).flatMap((page) => {
    const { rows, hasDigits } = boardOf(layout, page)
    const acts = [...rows.flat(), ...(hasDigits ? digitKeys : [])].map(({ act }) => act)
    const hasKey = (kind: string): boolean => acts.some((act) => act.kind === kind)
    const texts = acts.flatMap((act) => (act.kind === 'text' ? [act.text] : []))
    const own = hasKey('part') ? texts.filter((text) => !/[a-z]/.test(text)) : texts
    return [
      ...own,
      ...(hasKey('shift') ? own.map((text) => text.toUpperCase()) : []),
      ...(hasKey('space') ? [' '] : []),
    ]
  })
  return new Set(characters)
}

/** The name of the key that types this character on the page that is shown, shift pressed if it must be. */
async function keyHere(wrapper: VueWrapper, character: string): Promise<string | undefined> {
  const names = namesOfKeys(wrapper)
  const isPinyin = names.includes(words.part)
  if (isPinyin && /[A-Za-z]/.test(character)) return undefined
  if (character === ' ') return names.find((name) => name === words.space)
  const find = (face: string): string | undefined =>
    wrapper
      .findAll('section button')
      .find((key) => key.text() === face)
      ?.attributes('aria-label')
  const shown = find(character)
  if (shown !== undefined || !/[A-Z]/.test(character) || !names.includes(words.shift)) return shown
  await press(wrapper, words.shift)
  return find(character)
}

/** Types a character as a person does who looks on the page that is shown first, then on those it turns to. */
export async function typeCharacter(wrapper: VueWrapper, character: string): Promise<void> {
  for (const turn of [undefined, words.letters, words.pinyin, words.symbols, words.latin]) {
    if (turn !== undefined && !namesOfKeys(wrapper).includes(turn)) continue
    if (turn !== undefined) await press(wrapper, turn)
    const key = await keyHere(wrapper, character)
    if (key !== undefined) return press(wrapper, key)
  }
  throw new Error(`no key types ${character}`)
}
