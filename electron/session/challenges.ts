import type { InputOf } from '../../sync-server/contract/flow/index.ts'
import type { Randomness } from './session-ports.ts'

const CHALLENGES = ['blink', 'turnLeft', 'turnRight'] as const

/** Two or three challenges in an order that nobody can know beforehand. */
export function drawChallenges(random: Randomness): InputOf<'capture-face'>['challenges'] {
  const left = [...CHALLENGES]
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
