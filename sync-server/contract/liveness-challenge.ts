/** What a person may be asked to do before a camera; left and right are the person's own. */
export const livenessChallenges = ['blink', 'turnLeft', 'turnRight'] as const
export type LivenessChallenge = (typeof livenessChallenges)[number]

/** Randomness as far as challenges need it: a whole number from 0 up to but not including `below`. */
interface Draw {
  below(below: number): number
}

/** Two or three challenges in an order that nobody can know beforehand. */
export function drawChallenges(random: Draw): LivenessChallenge[] {
  const left = [...livenessChallenges]
  const count = 2 + random.below(2)
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat()
}

/**
 * Whether somebody did what was asked, in the order in which it was asked. One challenge may have been replaced, for
 * glasses that hide a blink or a neck that does not turn; what was done must still change from one to the next.
 */
export function didAsAsked(asked: readonly string[], did: readonly string[]): boolean {
  const replaced = asked.filter((challenge, i) => challenge !== did[i]).length
  return asked.length === did.length && replaced <= 1 && did.every((challenge, i) => challenge !== did[i - 1])
}
