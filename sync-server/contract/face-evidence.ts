import { Type, type Static } from 'typebox'
import { ScoreKind } from './face-limits.ts'
import { livenessChallenges } from './liveness-challenge.ts'
import { object, oneOf } from './shape.ts'

/** What a person may be asked to do. */
export const Challenge = Type.Enum(livenessChallenges)

const verdict = {
  verdict: oneOf('live', 'spoof', 'inconclusive'),
  method: oneOf('active', 'passive', 'ir', '3d'),
}
/** Whether a living person stands before the camera, and how that was found out. */
export const LivenessVerdict = object(verdict)
export type LivenessVerdict = Static<typeof LivenessVerdict>

/** What was done before the camera, in order, and what that came to. */
export const LivenessEvidence = object({
  ...verdict,
  challenges: Type.Array(Challenge, { maxItems: 6 }),
})

/** Which algorithm in which version spoke, and whether anybody vouches for it. */
export const FaceEngineInfo = object({
  vendor: Type.String({ minLength: 1, maxLength: 60 }),
  model: Type.String({ minLength: 1, maxLength: 80 }),
  version: Type.String({ minLength: 1, maxLength: 40 }),
  certified: Type.Boolean(),
  certificateNo: Type.Optional(Type.String({ maxLength: 60 })),
  scoreKind: ScoreKind,
})
export type FaceEngineInfo = Static<typeof FaceEngineInfo>

/** A comparison as it stands in the evidence; what it means is decided by the limits of its engine. */
export const FaceMatch = object({ score: Type.Number({ minimum: -1000, maximum: 1000 }), engine: FaceEngineInfo })
export type FaceMatch = Static<typeof FaceMatch>
