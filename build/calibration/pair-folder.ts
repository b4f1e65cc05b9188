import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One consented person: pictures out of the chip, and pictures of the hall's own camera. */
export interface PairPerson {
  readonly person: string
  readonly cards: readonly string[]
  readonly lives: readonly string[]
}

const picture = (kind: 'card' | 'live'): RegExp => new RegExp(`^${kind}[^/]*\\.jpe?g$`, 'i')

/**
 * The layout of a folder of pairs: a folder for each person, under a number rather than a name, with `card….jpg` (the chip's photo as the
 * reader's decoder gives it, 102 × 126) and `live….jpg` (frames of the counter's camera). Other files are not looked at.
 */
export function readPairFolder(folder: string): readonly PairPerson[] {
  const people = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return people
    .map(({ name: person }) => {
      const files = readdirSync(join(folder, person)).sort()
      const those = (kind: 'card' | 'live'): string[] =>
        files.filter((file) => picture(kind).test(file)).map((file) => join(folder, person, file))
      return { person, cards: those('card'), lives: those('live') }
    })
    .filter(({ cards, lives }) => cards.length + lives.length > 0)
    .sort((a, b) => a.person.localeCompare(b.person))
}
