import { Type, type Static } from 'typebox'
import { object } from './shape.ts'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Degrees = Type.Number({ minimum: 0, maximum: 90 })

/** What a picture of a face must satisfy: angles in degrees, brightness 0–255, shares of the picture 0–1. */
export const FaceQualityLimits = object({
  minFaceWidthPx: Type.Number({ minimum: 40, maximum: 2000 }),
  /** Width of the face in the width of the picture. */
  maxFaceShare: Share,
  maxYaw: Degrees,
  maxPitch: Degrees,
  maxRoll: Degrees,
  /** Height of the eyes over their width, before and after it is known how this person's eyes look at rest. */
  minEyeOpening: Share,
  minEyesOfBaseline: Share,
  minBrightness: Type.Number({ minimum: 0, maximum: 255 }),
  maxBrightness: Type.Number({ minimum: 0, maximum: 255 }),
  /** Share of pixels that are wholly black or white. */
  maxClipping: Share,
  minSharpness: Type.Number({ minimum: 0 }),
  /** How far the middle of the face may lie from the middle of the picture, as a share of its side. */
  maxOffCentre: Share,
})
export type FaceQualityLimits = Static<typeof FaceQualityLimits>

const Measured = Type.Number({ minimum: -10_000, maximum: 100_000 })

/** What was measured of the picture that stands as evidence: numbers that say how good it is, and nothing of whose it is. */
export const FaceQuality = object({
  faces: Type.Integer({ minimum: 0, maximum: 100 }),
  faceWidthPx: Measured,
  faceShare: Measured,
  offCentre: Measured,
  yaw: Measured,
  pitch: Measured,
  roll: Measured,
  eyeOpening: Measured,
  /** `eyeOpening` over that of the same person at rest; absent before that is known. */
  eyesOfBaseline: Type.Optional(Measured),
  brightness: Measured,
  clipping: Measured,
  sharpness: Measured,
})
export type FaceQuality = Static<typeof FaceQuality>

interface Gate {
  /** What the person reads: one thing to do, not what is wrong. */
  readonly hint: string
  readonly refuses: (measured: FaceQuality, limits: FaceQualityLimits) => boolean
}

const haveClosed = ({ eyeOpening, eyesOfBaseline }: FaceQuality, limits: FaceQualityLimits): boolean =>
  eyesOfBaseline === undefined ? eyeOpening < limits.minEyeOpening : eyesOfBaseline < limits.minEyesOfBaseline

/** Every reason against a picture with the sentence that helps, the most helpful first; screens, rules and tests follow from it. */
export const qualityGates = {
  'no-face': { hint: '请面向摄像头', refuses: ({ faces }) => faces === 0 },
  'several-faces': { hint: '画面中请只留一人', refuses: ({ faces }) => faces > 1 },
  'too-far': { hint: '请靠近一些', refuses: (m, limits) => m.faceWidthPx < limits.minFaceWidthPx },
  'too-near': { hint: '请离远一些', refuses: (m, limits) => m.faceShare > limits.maxFaceShare },
  'off-centre': { hint: '请移到画面中间', refuses: (m, limits) => m.offCentre > limits.maxOffCentre },
  turned: { hint: '请正对摄像头', refuses: (m, limits) => Math.abs(m.yaw) > limits.maxYaw },
  tilted: { hint: '请将头摆正', refuses: (m, limits) => Math.abs(m.roll) > limits.maxRoll },
  nodding: { hint: '请平视摄像头', refuses: (m, limits) => Math.abs(m.pitch) > limits.maxPitch },
  'too-dark': { hint: '光线太暗，请面向亮处', refuses: (m, limits) => m.brightness < limits.minBrightness },
  'too-bright': { hint: '光线太亮，请避开强光', refuses: (m, limits) => m.brightness > limits.maxBrightness },
  glare: { hint: '脸上有反光或阴影，请转开灯光', refuses: (m, limits) => m.clipping > limits.maxClipping },
  blurred: { hint: '请保持不动', refuses: (m, limits) => m.sharpness < limits.minSharpness },
  'eyes-closed': { hint: '请睁开眼睛', refuses: haveClosed },
} as const satisfies Record<string, Gate>

/** Why a picture is not good enough. */
export type QualityReason = keyof typeof qualityGates

const reasons = Object.keys(qualityGates) as readonly QualityReason[]

/** The reasons against a picture, in the order of the table; without a face nothing else was measured. */
export function reasonsAgainst(measured: FaceQuality, limits: FaceQualityLimits): readonly QualityReason[] {
  if (measured.faces === 0) return ['no-face']
  return reasons.filter((reason) => qualityGates[reason].refuses(measured, limits))
}

/** What of a judgement stands in the evidence: every measure, and not what it came to. */
export function measuresOf(
  judged: FaceQuality & { ok: boolean; reasons: readonly QualityReason[]; above?: number },
): FaceQuality {
  const { ok: _ok, reasons: _reasons, above: _above, ...measured } = judged
  return measured
}
