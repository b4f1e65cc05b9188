import type { Suggestion } from '../bridge/calls.ts'
import { characters } from './characters.ts'
import { cheapest } from './cheapest.ts'
import type { Choice, Dictionary } from './dictionary.ts'
import { type NameBook, nameBook } from './name-book.ts'
import { choicesOn, pathsFrom, type Segments } from './segment-paths.ts'
import { Cutter, type Segment } from './segments.ts'
import { sentences } from './sentences.ts'
import { wholeNames } from './whole-names.ts'

/** More letters than the longest name has; what is longer gets no suggestions. */
const MOST_LETTERS = 60
const MOST = 60
const WHOLE = 16
const PARTS = 6
const LONGEST_PART = 4

/**
 * Chinese by pinyin: letters in, candidates out, nothing kept. The same letters always get the same answer; what one
 * person types cannot be seen in what the next is offered.
 */
export class PinyinEngine {
  readonly #dictionary: Dictionary
  readonly #book: NameBook
  readonly #cutter: Cutter

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
    this.#book = nameBook(dictionary)
    this.#cutter = new Cutter(dictionary.syllables)
  }

  /**
   * At most 60 candidates, best first; `uses` counts letters and apostrophes behind the leading apostrophes. Each leading
   * apostrophe asks for the next 60 characters of the first syllable, so that every rare one can be reached.
   */
  suggest(letters: string): readonly Suggestion[] {
    if (!/^[a-z']*$/.test(letters) || letters.length > MOST_LETTERS) return []
    const typed = letters.replace(/^'+/, '')
    if (typed === '') return []
    const segments = this.#cutter.segments(typed)
    const first = this.#firstPage(typed, segments)
    const page = letters.length - typed.length
    if (page === 0) return first
    const shown = new Set(first.map(({ text }) => text))
    const further = this.#characters(segments).filter(({ text }) => !shown.has(text))
    return further.slice((page - 1) * MOST, page * MOST)
  }

  #firstPage(typed: string, segments: Segments): readonly Suggestion[] {
    const whole = this.#whole(segments).map(({ text }) => ({ text, uses: typed.length }))
    const all = [...whole, ...this.#parts(segments), ...this.#characters(segments)]
    const seen = new Set<string>()
    return all.filter(({ text }) => seen.size < MOST && !seen.has(text) && seen.add(text)).slice(0, MOST)
  }

  /** What all letters together can mean. */
  #whole(segments: Segments): readonly Choice[] {
    const ways = pathsFrom(segments, 0, LONGEST_PART).filter((path) => path.at(-1)?.to === segments.length)
    const made = ways.flatMap((path) => (isWhole(path) ? choicesOn(path, this.#book.madeOf, PARTS) : []))
    const single = ways.flatMap(([segment, ...more]) =>
      segment?.isWhole && more.length === 0 ? characters(segment, this.#book, this.#dictionary) : [],
    )
    const names = wholeNames(segments, this.#book, this.#dictionary)
    return cheapest([...made, ...single, ...names, ...sentences(segments, this.#book, this.#dictionary)], WHOLE)
  }

  /** Words, elements and double surnames that the letters begin with, the longest first. */
  #parts(segments: Segments): readonly Suggestion[] {
    const { elements, surnames } = this.#book
    return pathsFrom(segments, 0, LONGEST_PART)
      .filter((path) => path.length > 1 && isWhole(path))
      .reverse()
      .flatMap((path) => {
        const found = [elements, surnames, this.#dictionary.textsOf].flatMap((lookup) => choicesOn(path, lookup, PARTS))
        return cheapest(found, PARTS).map(({ text }) => ({ text, uses: path.at(-1)?.to ?? 0 }))
      })
  }

  /** Characters for the first syllable: for the longest that is whole, then for shorter ones. */
  #characters(segments: Segments): readonly Suggestion[] {
    const starts = segments[0] ?? []
    const whole = starts.filter((segment) => segment.isWhole)
    return (whole.length > 0 ? whole : starts).flatMap((segment) =>
      characters(segment, this.#book, this.#dictionary).map(({ text }) => ({ text, uses: segment.to })),
    )
  }
}

const isWhole = (path: readonly Segment[]): boolean => path.every((segment) => segment.isWhole)
