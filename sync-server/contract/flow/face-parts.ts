import { Type } from 'typebox'
import { object, oneOf } from '../shape.ts'

/** How the person at the camera was looked at: measured quality, challenges and result. */
export const Challenge = oneOf('blink', 'turnLeft', 'turnRight')
export const LivenessEvidence = object({
  verdict: oneOf('live', 'spoof', 'inconclusive'),
  method: oneOf('active', 'passive', 'ir', '3d'),
  challenges: Type.Array(Challenge, { maxItems: 6 }),
})
export const FaceEngineInfo = object({
  vendor: Type.String({ maxLength: 60 }),
  model: Type.String({ maxLength: 80 }),
  version: Type.String({ maxLength: 40 }),
  certified: Type.Boolean(),
  certificateNo: Type.Optional(Type.String({ maxLength: 60 })),
})
export const FaceMatch = object({ distance: Type.Number({ minimum: 0, maximum: 4 }), engine: FaceEngineInfo })
export const FaceQuality = object({
  faceWidthPx: Type.Number(),
  sharpness: Type.Number(),
  brightness: Type.Number(),
})
