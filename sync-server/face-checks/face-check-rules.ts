import type { FailureCode } from '../contract/failure.ts'
import type { FaceEvidence, FaceStage } from '../contract/face-check.ts'
import { type FaceQualityLimits, reasonsAgainst } from '../contract/face-quality.ts'
import { didAsAsked } from '../contract/liveness-challenge.ts'

/** A check as far as the rules look at it. */
interface Standing {
  readonly stage: FaceStage
  readonly tries: number
  readonly nonceHash: string | null
  readonly nonceExpiresAt: string | null
}

/** Pictures of a run that may still be compared, of the tries that the policy allows. */
export function triesLeft({ tries }: Pick<Standing, 'tries'>, allowed: number): number {
  return Math.max(0, allowed - tries)
}

/** Stages after which nothing of the phone changes anything. */
export function isOver({ stage }: Pick<Standing, 'stage'>): boolean {
  return stage === 'verified' || stage === 'declined' || stage === 'refused'
}

/** Why no try can begin now; a try under way is given up by the next one. */
export function attemptFault(check: Standing, allowed: number): FailureCode | undefined {
  if (check.stage === 'real-name') return 'face.real-name-needed'
  if (check.stage === 'consent') return 'face.consent-needed'
  return isOver(check) || triesLeft(check, allowed) === 0 ? 'face.tries-used-up' : undefined
}

/** Why a picture belongs to no try: another nonce, used, or too late. */
export function nonceFault(
  check: Standing,
  sent: { readonly nonceHash: string; readonly now: string; readonly allowed: number },
): FailureCode | undefined {
  const { nonceHash, now, allowed } = sent
  const isOpen = check.stage === 'capturing' && check.nonceHash === nonceHash && (check.nonceExpiresAt ?? '') > now
  return isOpen ? undefined : (attemptFault(check, allowed) ?? 'face.attempt-expired')
}

/** Why what a phone says of its picture does not speak for a living person who did what was asked. */
export function livenessFault(
  asked: readonly string[],
  { liveness }: Pick<FaceEvidence, 'liveness'>,
): FailureCode | undefined {
  const isLive = liveness.verdict === 'live' && didAsAsked(asked, liveness.challenges)
  return isLive ? undefined : 'face.not-live'
}

/** Why a picture is no good by the authority's limits; the phone has its hints from the same table, so an honest one never sends it. */
export function qualityFault(
  { quality }: Pick<FaceEvidence, 'quality'>,
  limits: FaceQualityLimits,
): FailureCode | undefined {
  return reasonsAgainst(quality, limits).length > 0 ? 'face.unclear' : undefined
}

const OF_VERDICT = {
  match: undefined,
  review: 'face.unclear',
  'no-match': 'face.no-match',
  'no-photo': 'face.no-photo',
} as const satisfies Record<string, FailureCode | undefined>

/** What a register's word comes to; a likeness that is not clear has nobody here who could judge it. */
export function verdictFault(verdict: keyof typeof OF_VERDICT): FailureCode | undefined {
  return OF_VERDICT[verdict]
}

/** What was not the person's doing is no try of theirs. */
const NOT_COUNTED: ReadonlySet<FailureCode> = new Set(['face.register-unavailable'])
/** What no other try would change. */
const FINAL: ReadonlySet<FailureCode> = new Set(['face.no-photo', 'face.too-many-today'])

/** What a try that came to nothing leads to: another one, or the counter. */
export function afterFault(
  check: Pick<Standing, 'tries'>,
  fault: FailureCode,
  allowed: number,
): { stage: FaceStage; tries: number } {
  if (NOT_COUNTED.has(fault)) return { stage: 'ready', tries: check.tries - 1 }
  const isLast = FINAL.has(fault) || triesLeft(check, allowed) === 0
  return { stage: isLast ? 'refused' : 'ready', tries: check.tries }
}
