import { cheapest, joined } from './cheapest.ts'
import type { Choice, Dictionary } from './dictionary.ts'
import type { NameBook } from './name-book.ts'
import { choicesOn, type Path, pathsFrom, type Segments } from './segment-paths.ts'

const SURNAMES = 12
const GIVEN = 14
const NAMES = 32
const LONGEST = 4
/** A surname has been chosen before, and these letters are the rest of the name. */
const WITHOUT_SURNAME = 30
/** Two characters that are a word (建国, 志强) are a likelier name than any two. */
const IS_WORD = 14

/** Reads letters as a name: surname and one or two characters, or the given name alone. */
export function wholeNames(segments: Segments, book: NameBook, dictionary: Dictionary): readonly Choice[] {
  const given = (path: Path): readonly Choice[] => {
    const single = path.map((segment) => cheapest(choicesOn([segment], book.given, GIVEN), GIVEN))
    const [first = [], second] = single
    return second ? likelierAsWords(joined(first, second), path, dictionary) : first
  }
  const names = pathsFrom(segments, 0, LONGEST)
    .filter((path) => path.at(-1)?.to === segments.length)
    .flatMap((path) => {
      const isGivenAlone = path.length === 2
      const alone = isGivenAlone ? given(path).map(({ text, cost }) => ({ text, cost: cost + WITHOUT_SURNAME })) : []
      return [...alone, ...fullNames(path, book, given)]
    })
  return cheapest(names, NAMES)
}

function fullNames(path: Path, { surnames }: NameBook, given: (path: Path) => readonly Choice[]): readonly Choice[] {
  return [1, 2]
    .filter((length) => path.length - length === 1 || path.length - length === 2)
    .flatMap((length) => {
      const family = cheapest(choicesOn(path.slice(0, length), surnames, SURNAMES), SURNAMES)
      return family.length === 0 ? [] : joined(family, cheapest(given(path.slice(length)), NAMES))
    })
}

function likelierAsWords(names: readonly Choice[], path: Path, dictionary: Dictionary): readonly Choice[] {
  const words = new Set(choicesOn(path, dictionary.textsOf, NAMES).map(({ text }) => text))
  return names.map(({ text, cost }) => ({ text, cost: words.has(text) ? cost - IS_WORD : cost }))
}
