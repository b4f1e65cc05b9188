import type { FaceEngineInfo } from '../../../sync-server/contract/face-evidence.ts'
import type { ScoreLimits } from '../../../sync-server/contract/face-limits.ts'
import type { InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import { DEMO_LABEL } from '../../face/index.ts'
import { stepTexts } from './step-texts.ts'

const words = stepTexts.face
const TONES = { match: 'good', review: 'careful', 'no-match': 'bad', 'not-live': 'bad' } as const
const DECISIONS = ['match', 'review', 'no-match', 'not-live'] as const
/** The scale on the screen ends here; two strangers seldom lie further apart. */
const SCALE_END = 1.2

/** Where a score lies on the screen's scale, in percent: likeness always to the left. */
function placeOn({ scoreKind, review }: ScoreLimits, score: number): number {
  const end = scoreKind === 'distance' ? SCALE_END : Math.max(1, review * 2)
  const unlike = scoreKind === 'distance' ? score : end - score
  return Math.min(100, Math.max(0, (unlike / end) * 100))
}

function scaleOf(limits: ScoreLimits, score: number) {
  const { accept, review, scoreKind } = limits
  return {
    at: placeOn(limits, score),
    acceptAt: placeOn(limits, accept),
    reviewAt: placeOn(limits, review),
    words: words.limits[scoreKind](accept.toFixed(2), review.toFixed(2)),
  }
}

/** What stands under a result: whose word it is, and that nobody vouches for it where nobody does. */
function engineWords({ vendor, model, version, certified }: FaceEngineInfo): string {
  return certified ? words.certified(`${vendor} ${model} ${version}`) : DEMO_LABEL
}

/** A comparison as the clerk reads it: words, then the number, then what the next press does. */
export function comparisonOf({ compared, limits, triesLeft }: InputOf<'capture-face'>) {
  if (!compared) return undefined
  const { score, engine } = compared
  const decision = DECISIONS.find((each) => each === compared.decision) ?? 'not-live'
  const isLast = triesLeft <= 1
  return {
    tone: TONES[decision],
    verdict: words.decision[decision],
    scoreName: words.score[engine.scoreKind],
    score: score.toFixed(2),
    scale: limits && scaleOf(limits, score),
    engine: engineWords(engine),
    isCertified: engine.certified,
    next: isLast && (decision === 'no-match' || decision === 'not-live') ? words.last : words.next[decision],
  }
}
