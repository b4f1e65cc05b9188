import type { InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import { stepTexts } from './step-texts.ts'

const words = stepTexts.face
const TONES = { match: 'good', review: 'careful', 'no-match': 'bad', 'not-live': 'bad' } as const
const DECISIONS = ['match', 'review', 'no-match', 'not-live'] as const
/** The scale on the screen ends here; two strangers seldom lie further apart. */
const SCALE_END = 1.2

const percent = (distance: number): number => Math.min(100, (distance / SCALE_END) * 100)

/** A comparison as the clerk reads it: words, then the number, then what the next press does. */
export function comparisonOf({ compared, face, triesLeft }: InputOf<'capture-face'>) {
  if (!compared) return undefined
  const { distance } = compared
  const decision = DECISIONS.find((each) => each === compared.decision) ?? 'not-live'
  const isLast = triesLeft <= 1
  return {
    tone: TONES[decision],
    verdict: words.decision[decision],
    distance: distance.toFixed(2),
    distanceAt: percent(distance),
    acceptAt: percent(face.acceptUpTo),
    reviewAt: percent(face.reviewUpTo),
    limits: words.limits(face.acceptUpTo.toFixed(2), face.reviewUpTo.toFixed(2)),
    next: isLast && (decision === 'no-match' || decision === 'not-live') ? words.last[decision] : words.next[decision],
  }
}
