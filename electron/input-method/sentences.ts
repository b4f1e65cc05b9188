import { cheapest, joined } from './cheapest.ts'
import type { Choice, Dictionary } from './dictionary.ts'
import type { NameBook } from './name-book.ts'
import { choicesOn, type Path, pathsFrom, type Segments } from './segment-paths.ts'

const KEPT = 8
const CHARACTERS = 5
const LONGEST_WORD = 5
/** A field asks for a name, and words that are none are less likely there. */
const IS_NO_NAME = 60
/** A character that is no word by itself. */
const LONE = 25

/** Reads letters as words, elements of names and single characters one after the other: the cheapest ways to the end. */
export function sentences(segments: Segments, book: NameBook, dictionary: Dictionary): readonly Choice[] {
  const reached: (readonly Choice[])[] = [[{ text: '', cost: IS_NO_NAME }]]
  const steps = new Map<number, Choice[]>()
  for (let from = 0; from < segments.length; from++) {
    const before = from === 0 ? (reached[0] ?? []) : cheapest(steps.get(from) ?? [], KEPT)
    if (before.length === 0) continue
    for (const path of pathsFrom(segments, from, LONGEST_WORD)) {
      const to = path.at(-1)?.to ?? from
      const further = joined(before, pieces(path, book, dictionary))
      steps.set(to, [...(steps.get(to) ?? []), ...further])
    }
  }
  return cheapest(steps.get(segments.length) ?? [], KEPT)
}

/** Words and elements that a way is read as; over a syllable that is only begun, characters alone are looked at. */
function pieces(path: Path, book: NameBook, dictionary: Dictionary): readonly Choice[] {
  if (path.length === 1) {
    const lone = [
      ...choicesOn(path, book.given, CHARACTERS),
      ...choicesOn(path, book.elements, CHARACTERS),
      ...choicesOn(path, dictionary.textsOf, CHARACTERS),
    ]
    return cheapest(lone, CHARACTERS).map(({ text, cost }) => ({ text, cost: cost + LONE }))
  }
  if (!path.every(({ isWhole }) => isWhole)) return []
  const words = [...choicesOn(path, book.elements, KEPT), ...choicesOn(path, dictionary.textsOf, KEPT)]
  return cheapest(words, KEPT)
}
