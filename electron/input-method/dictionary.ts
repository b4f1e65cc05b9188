import { Type } from 'typebox'
import { Check } from 'typebox/value'

/**
 * What stands in the dictionary's file: for each reading, its syllables parted by apostrophes (`bei'jing`), every text
 * that is read so with its cost. A cost is ten times the negative natural logarithm of how probable the text is, rounded.
 */
export const DictionaryFile = Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer({ minimum: 0 })))

/** One text for some letters, and what it costs to believe that it was meant. */
export interface Choice {
  readonly text: string
  readonly cost: number
}

/** Readings with what is read so, the most probable first. */
export interface Dictionary {
  /** Every syllable there is, in the letters of a keyboard: ü is v. */
  readonly syllables: ReadonlySet<string>
  readonly textsOf: (reading: string) => readonly Choice[]
}

/** Reads the dictionary's file. Throws when it is not one: then there are no suggestions, and letters can still be typed. */
export function readDictionary(json: string): Dictionary {
  const file: unknown = JSON.parse(json)
  if (!Check(DictionaryFile, file)) throw new Error('not a dictionary')
  const readings = new Map(
    Object.entries(file).map(([reading, texts]) => [
      reading,
      Object.entries(texts).map(([text, cost]): Choice => ({ text, cost })),
    ]),
  )
  return {
    syllables: new Set([...readings.keys()].filter((reading) => !reading.includes("'"))),
    textsOf: (reading) => readings.get(reading) ?? [],
  }
}
