import { Type, type Static } from 'typebox'
import { FaceQualityLimits } from './face-quality.ts'
import { object, oneOf } from './shape.ts'

/** Which way an engine's score runs: a distance is better the smaller it is, a similarity the larger. */
export const ScoreKind = oneOf('distance', 'similarity')
export type ScoreKind = Static<typeof ScoreKind>

/** Where one engine's scores part: up to `accept` a match, up to `review` two people judge, beyond that no match. */
export const ScoreLimits = object({ scoreKind: ScoreKind, accept: Type.Number(), review: Type.Number() })
export type ScoreLimits = Static<typeof ScoreLimits>

/** The limits of one engine in one version: scores of another one mean something else. */
const EngineLimits = object({
  model: Type.String({ minLength: 1, maxLength: 80 }),
  version: Type.String({ minLength: 1, maxLength: 40 }),
  ...ScoreLimits.properties,
})

/** No policy may allow more tries than this. */
export const MOST_FACE_TRIES = 9

/** What one capture must keep to: how good its picture is, and how long it may take. */
export const CaptureRules = object({
  seconds: Type.Integer({ minimum: 10, maximum: 180 }),
  quality: FaceQualityLimits,
})
export type CaptureRules = Static<typeof CaptureRules>

/** Everything about faces that an authority decides. */
export const FacePolicy = object({
  engines: Type.Array(EngineLimits, { minItems: 1, maxItems: 20 }),
  capture: CaptureRules,
  /** What is still called equal: how many days are looked at, and how much longer the slower way may take. */
  equalWays: object({
    days: Type.Integer({ minimum: 1, maximum: 366 }),
    maxGapPercent: Type.Integer({ minimum: 0, maximum: 1000 }),
  }),
  onPhone: object({
    /** Pictures that one run may have compared; then only the counter is left. */
    tries: Type.Integer({ minimum: 1, maximum: MOST_FACE_TRIES }),
    /** Pictures of one account that registers are asked about a day, in whatever number of runs. */
    picturesPerDay: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** From the nonce to its picture: loading nothing any more, only looking into the camera. */
    attemptSeconds: Type.Integer({ minimum: 30, maximum: 600 }),
  }),
})
export type FacePolicy = Static<typeof FacePolicy>

/** The engine that ships with the program; it is not certified, and every screen that shows its result says so. */
export const shippedEngine = {
  vendor: 'open source (demonstration)',
  model: 'MediaPipe face mesh + dlib ResNet-34 128-d',
  version: '1',
  certified: false,
  scoreKind: 'distance',
} as const

/** Starting values, to be calibrated with the hall's own camera and readers (`npm run calibrate-faces`). */
export const defaultFacePolicy: FacePolicy = {
  engines: [
    { model: shippedEngine.model, version: shippedEngine.version, scoreKind: 'distance', accept: 0.55, review: 0.62 },
  ],
  capture: {
    seconds: 45,
    quality: {
      minFaceWidthPx: 120,
      maxFaceShare: 0.6,
      maxYaw: 8,
      maxPitch: 15,
      maxRoll: 15,
      minEyeOpening: 0.12,
      minEyesOfBaseline: 0.9,
      minBrightness: 60,
      maxBrightness: 200,
      maxClipping: 0.05,
      minSharpness: 15,
      maxOffCentre: 0.15,
    },
  },
  equalWays: { days: 30, maxGapPercent: 50 },
  onPhone: { tries: 3, picturesPerDay: 9, attemptSeconds: 120 },
}

export type FaceDecision = 'match' | 'review' | 'no-match'

/** The limits of an engine by its own name and version; undefined for one that the authority has not named. */
export function limitsOf(
  { engines }: Pick<FacePolicy, 'engines'>,
  engine: { readonly model: string; readonly version: string },
): ScoreLimits | undefined {
  const found = engines.find(({ model, version }) => model === engine.model && version === engine.version)
  return found && { scoreKind: found.scoreKind, accept: found.accept, review: found.review }
}

/** The one place that turns a score into a decision; kiosk and server both call it. Limits that nobody set decide nothing: two people do. */
export function decideFace(score: number, limits: ScoreLimits | undefined): FaceDecision {
  if (!limits) return 'review'
  const isUpTo = (limit: number): boolean => (limits.scoreKind === 'distance' ? score <= limit : score >= limit)
  if (isUpTo(limits.accept)) return 'match'
  return isUpTo(limits.review) ? 'review' : 'no-match'
}

/** What is wrong with a policy that its schema cannot say: limits in the wrong order, or two for one engine. */
export function facePolicyFault({ engines }: FacePolicy): string | undefined {
  const names = engines.map(({ model, version }) => `${model} ${version}`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) return `face.engines names ${twice} twice`
  const wrong = engines.find(({ scoreKind, accept, review }) =>
    scoreKind === 'distance' ? accept > review : accept < review,
  )
  return wrong && `face.engines: accept and review of ${wrong.model} are in the wrong order`
}
