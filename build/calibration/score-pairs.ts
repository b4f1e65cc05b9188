import type { PairPerson } from './pair-folder.ts'
import type { PairScores } from './rates.ts'

/** Says how unlike a chip's photo and a live picture are; larger the less alike, undefined where it finds no face. */
export type Score = (card: string, live: string) => Promise<number | undefined>

interface Pair {
  readonly card: string
  readonly live: string
  readonly isGenuine: boolean
}

/** Every card against every live picture of everybody. */
function pairsOf(people: readonly PairPerson[]): readonly Pair[] {
  const cards = people.flatMap(({ person, cards: all }) => all.map((card) => ({ person, card })))
  const lives = people.flatMap(({ person, lives: all }) => all.map((live) => ({ person, live })))
  return cards.flatMap(({ person, card }) =>
    lives.map(({ person: other, live }) => ({ card, live, isGenuine: person === other })),
  )
}

/** Scores all pairs, sorted by whether both pictures are of one person; what shows no face is counted apart. */
export async function scorePairs(
  people: readonly PairPerson[],
  score: Score,
): Promise<PairScores & { readonly unreadable: number }> {
  const [genuine, impostor]: [number[], number[]] = [[], []]
  let unreadable = 0
  for (const { card, live, isGenuine } of pairsOf(people)) {
    const unlike = await score(card, live)
    if (unlike === undefined) unreadable += 1
    else (isGenuine ? genuine : impostor).push(unlike)
  }
  return { genuine, impostor, unreadable }
}
