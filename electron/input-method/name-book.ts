import type { Choice, Dictionary } from './dictionary.ts'
import { givenCharacters } from './names/given-characters.ts'
import { nameElements } from './names/name-elements.ts'
import { madeOf, rareCharacters } from './names/rare-characters.ts'
import { surnameReadings, surnames } from './names/surnames.ts'

/** How names are read: who is looked up by a reading, the most probable first. */
export interface NameBook {
  readonly surnames: Lookup
  readonly given: Lookup
  readonly elements: Lookup
  readonly madeOf: Lookup
}
export type Lookup = (reading: string) => readonly Choice[]

const RARE = 80
const ELEMENT = 60
const MADE_OF = 100
/** A reading of a character that is not its usual one is hardly meant in a name, but may be. */
const UNUSUAL_LIMIT = 40

/** Costs after the ranks in the tables: 王 is borne by 7 of 100 people, the hundredth surname by one of 500. */
const surnameCost = (rank: number): number => Math.round(27 + 12.5 * Math.log(1 + rank / 3))
const givenCost = (rank: number): number => Math.round(42 + 10 * Math.log(1 + rank / 15))

const byCost = (a: Choice, b: Choice): number => a.cost - b.cost

class Book {
  readonly #pages = new Map<string, Choice[]>()

  add(reading: string, choice: Choice): void {
    const page = this.#pages.get(reading) ?? []
    if (page.some(({ text }) => text === choice.text)) return
    page.push(choice)
    this.#pages.set(reading, page)
  }

  lookup(): Lookup {
    for (const page of this.#pages.values()) page.sort(byCost)
    return (reading) => this.#pages.get(reading) ?? []
  }
}

/** For each character its readings, with how much less usual each is than its first. */
function readingsOf(dictionary: Dictionary): (character: string) => readonly (readonly [string, number])[] {
  const all = new Map<string, [string, number][]>()
  for (const syllable of dictionary.syllables) {
    for (const { text, cost } of dictionary.textsOf(syllable))
      all.set(text, [...(all.get(text) ?? []), [syllable, cost]])
  }
  return (character) => {
    const readings = all.get(character) ?? []
    const usual = Math.min(...readings.map(([, cost]) => cost))
    return readings.map(([syllable, cost]) => [syllable, Math.min(cost - usual, UNUSUAL_LIMIT)] as const)
  }
}

type ReadingsOf = ReturnType<typeof readingsOf>

/** All ways to read several characters one after the other. */
function readingsOfText(text: string, readings: ReadingsOf): readonly (readonly [string, number])[] {
  return [...text].reduce<readonly (readonly [string, number])[]>(
    (before, character, index) =>
      before.flatMap(([start, cost]) =>
        readings(character).map(([next, more]) => [index === 0 ? next : `${start}'${next}`, cost + more] as const),
      ),
    [['', 0]],
  )
}

function surnameBook(readings: ReadingsOf): Lookup {
  const book = new Book()
  for (const [rank, text] of surnames.entries()) {
    const told = surnameReadings[text]?.map((reading) => [reading, 0] as const)
    for (const [reading, cost] of told ?? readingsOfText(text, readings))
      book.add(reading, { text, cost: surnameCost(rank) + cost })
  }
  return book.lookup()
}

function givenBook(readings: ReadingsOf): Lookup {
  const book = new Book()
  for (const [rank, text] of givenCharacters.entries())
    for (const [reading, cost] of readings(text)) book.add(reading, { text, cost: givenCost(rank) + cost })
  for (const text of rareCharacters)
    for (const [reading, cost] of readings(text)) book.add(reading, { text, cost: RARE + cost })
  return book.lookup()
}

/** Puts the tables of names in the order in which they are looked up. */
export function nameBook(dictionary: Dictionary): NameBook {
  const readings = readingsOf(dictionary)
  const elements = new Book()
  for (const [rank, [text, reading]] of nameElements.entries())
    elements.add(reading, { text, cost: ELEMENT + rank / nameElements.length })
  const made = new Book()
  for (const [text, reading] of Object.entries(madeOf)) made.add(reading, { text, cost: MADE_OF })
  return {
    surnames: surnameBook(readings),
    given: givenBook(readings),
    elements: elements.lookup(),
    madeOf: made.lookup(),
  }
}
