import type { Choice } from './dictionary.ts'
import type { Lookup } from './name-book.ts'
import type { Segment } from './segments.ts'

export type Segments = readonly (readonly Segment[])[]
export type Path = readonly Segment[]

/** Ways to read letters one after the other that are looked at; far more than any name has. */
const MOST_PATHS = 400

/** The ways from `from` over at most `longest` syllables, shorter ones first. */
export function pathsFrom(segments: Segments, from: number, longest: number): readonly Path[] {
  const paths: Path[] = [[]]
  for (let index = 0; index < paths.length && paths.length < MOST_PATHS; index++) {
    const path = paths[index] ?? []
    if (path.length === longest) break
    for (const next of segments[path.at(-1)?.to ?? from] ?? []) paths.push([...path, next])
  }
  return paths.slice(1)
}

/** What stands under the readings of a way, syllables that are only begun included. */
export function choicesOn(path: Path, lookup: Lookup, each: number): readonly Choice[] {
  const readings = path.reduce<readonly { reading: string; cost: number }[]>(
    (before, { readings: next }) =>
      before.flatMap(({ reading, cost }) =>
        next.map(({ syllable, cost: more }) => ({
          reading: reading === '' ? syllable : `${reading}'${syllable}`,
          cost: cost + more,
        })),
      ),
    [{ reading: '', cost: 0 }],
  )
  return readings.flatMap(({ reading, cost }) =>
    lookup(reading)
      .slice(0, each)
      .map((choice) => ({ text: choice.text, cost: choice.cost + cost })),
  )
}
