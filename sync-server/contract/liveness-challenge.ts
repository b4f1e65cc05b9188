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

const WORD = 8 // hex digits of 32 bits

/**
 * The challenges that belong to one try of one record, out of the SHA-256 (hex) of `challengeSeed`: kiosk and server draw the same ones, so
 * that what somebody did can have been asked of nobody else and at no other try.
 */
export function challengesFrom(digest: string): LivenessChallenge[] {
  let at = 0
  return drawChallenges({
    below: (below) => Number.parseInt(digest.slice(at, (at += WORD)), 16) % below,
  })
}

/** What a try's challenges are drawn from. */
export function challengeSeed(recordId: string, nonce: string): string {
  return `liveness ${recordId} ${nonce}`
}

/**
 * Whether somebody did what was asked, in the order in which it was asked. One challenge may have been replaced, for
 * glasses that hide a blink or a neck that does not turn; what was done must still change from one to the next.
 */
export function didAsAsked(asked: readonly string[], did: readonly string[]): boolean {
  const replaced = asked.filter((challenge, i) => challenge !== did[i]).length
  return asked.length === did.length && replaced <= 1 && did.every((challenge, i) => challenge !== did[i - 1])
}
