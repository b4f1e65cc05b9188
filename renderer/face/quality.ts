import type { Quality, QualityReason } from './face-engine.ts'
import type { Observation, SeenFace } from './observation.ts'

/** What a picture must satisfy; starting values, to be calibrated with the hall's own camera. */
export interface QualityLimits {
  readonly minFaceWidthPx: number
  readonly maxFaceShare: number
  readonly maxYaw: number
  readonly maxPitch: number
  readonly maxRoll: number
  readonly minEyeOpening: number
  readonly minEyesOfBaseline: number
  readonly minBrightness: number
  readonly maxBrightness: number
  readonly maxClipping: number
  readonly minSharpness: number
  readonly maxOffCentre: number
}

export const qualityLimits: QualityLimits = {
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
}

/** What the person reads for each reason: one thing to do, not what is wrong. */
export const qualityHints: Readonly<Record<QualityReason, string>> = {
  'no-face': '请面向摄像头',
  'several-faces': '画面中请只留一人',
  'too-far': '请靠近一些',
  'too-near': '请离远一些',
  'off-centre': '请移到画面中间',
  turned: '请正对摄像头',
  tilted: '请将头摆正',
  nodding: '请平视摄像头',
  'eyes-closed': '请睁开眼睛',
  'too-dark': '光线太暗',
  'too-bright': '光线太亮，请避开强光',
  blurred: '请保持不动',
}

const wrongBy = (
  face: SeenFace,
  seen: Observation,
  limits: QualityLimits,
): Readonly<Record<Exclude<QualityReason, 'no-face' | 'several-faces' | 'eyes-closed'>, boolean>> => {
  const { box, pose, light } = face
  const aside = Math.abs(box.left + box.width / 2 - seen.frameWidth / 2) / seen.frameWidth
  const above = Math.abs(box.top + box.height / 2 - seen.frameHeight / 2) / seen.frameHeight
  return {
    'too-far': box.width < limits.minFaceWidthPx,
    'too-near': box.width > seen.frameWidth * limits.maxFaceShare,
    'off-centre': Math.max(aside, above) > limits.maxOffCentre,
    turned: Math.abs(pose.yaw) > limits.maxYaw,
    tilted: Math.abs(pose.roll) > limits.maxRoll,
    nodding: Math.abs(pose.pitch) > limits.maxPitch,
    'too-dark': light.brightness < limits.minBrightness,
    'too-bright': light.brightness > limits.maxBrightness || light.clipping > limits.maxClipping,
    blurred: light.sharpness < limits.minSharpness,
  }
}

function areEyesClosed(face: SeenFace, limits: QualityLimits, baseline: number | undefined): boolean {
  const least = baseline === undefined ? limits.minEyeOpening : baseline * limits.minEyesOfBaseline
  return face.eyeOpening < least
}

/** The reasons against a frame, the most helpful first; `eyeBaseline` is this person's own eye opening once known. */
export function reasonsAgainst(
  seen: Observation,
  eyeBaseline?: number,
  limits = qualityLimits,
): readonly QualityReason[] {
  if (seen.face === undefined) return ['no-face']
  const several: readonly QualityReason[] = seen.faces > 1 ? ['several-faces'] : []
  const wrong = Object.entries(wrongBy(seen.face, seen, limits)).filter(([, isWrong]) => isWrong)
  const closed: readonly QualityReason[] = areEyesClosed(seen.face, limits, eyeBaseline) ? ['eyes-closed'] : []
  return [...several, ...wrong.map(([reason]) => reason as QualityReason), ...closed]
}

/** Judges one frame. */
export function qualityOf(seen: Observation, eyeBaseline?: number, limits = qualityLimits): Quality {
  const reasons = reasonsAgainst(seen, eyeBaseline, limits)
  const { face } = seen
  return {
    ok: reasons.length === 0,
    reasons,
    faces: seen.faces,
    faceWidthPx: Math.round(face?.box.width ?? 0),
    yaw: face?.pose.yaw ?? 0,
    pitch: face?.pose.pitch ?? 0,
    roll: face?.pose.roll ?? 0,
    eyeOpen: face?.eyeOpening ?? 0,
    sharpness: face?.light.sharpness ?? 0,
    brightness: face?.light.brightness ?? 0,
  }
}

/** The sentence for the first reason; nothing when the picture is good. */
export function hintFor({ reasons }: Pick<Quality, 'reasons'>): string | undefined {
  const [first] = reasons
  return first === undefined ? undefined : qualityHints[first]
}
