import { cheapest } from './cheapest.ts'
import type { Choice, Dictionary } from './dictionary.ts'
import type { NameBook } from './name-book.ts'
import { choicesOn } from './segment-paths.ts'
import type { Segment } from './segments.ts'

const AS_SURNAME = 15
const AS_ANY = 60

/** Every character that a syllable is read for, those of names first, rare ones of names before other rare ones. */
export function characters(segment: Segment, book: NameBook, dictionary: Dictionary): readonly Choice[] {
  const all = segment.isWhole ? Infinity : 12
  const given = choicesOn([segment], book.given, all)
  const family = choicesOn([segment], book.surnames, all).map(({ text, cost }) => ({ text, cost: cost + AS_SURNAME }))
  const any = choicesOn([segment], dictionary.textsOf, all).map(({ text, cost }) => ({ text, cost: cost / 2 + AS_ANY }))
  return cheapest([...given, ...family, ...any], Infinity)
}
