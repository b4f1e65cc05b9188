import type { InputOf } from '../../sync-server/contract/flow/index.ts'
import type { Randomness } from './session-ports.ts'

const CHALLENGES = ['blink', 'turnLeft', 'turnRight'] as const

/** Two or three challenges in an order that nobody can know beforehand. */
export function drawChallenges(random: Randomness): InputOf<'capture-face'>['challenges'] {
  const left = [...CHALLENGES]
  const count = 2 + random.below(2)
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat()
}

/** Whether somebody did what was asked, in the order in which it was asked. */
export function didAsAsked(asked: readonly string[], did: readonly string[]): boolean {
  return asked.length === did.length && asked.every((challenge, i) => challenge === did[i])
}
