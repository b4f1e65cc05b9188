import {
  type FaceQuality,
  type FaceQualityLimits,
  qualityGates,
  reasonsAgainst,
} from '../../sync-server/contract/face-quality.ts'
import type { Quality } from './face-engine.ts'
import type { Observation, SeenFace } from './observation.ts'

const nothing: FaceQuality = {
  ...{ faces: 0, faceWidthPx: 0, faceShare: 0, offCentre: 0, yaw: 0, pitch: 0, roll: 0 },
  ...{ eyeOpening: 0, brightness: 0, clipping: 0, sharpness: 0 },
}

function measuredOf({ box, pose, eyeOpening, light }: SeenFace, seen: Observation): FaceQuality {
  const aside = Math.abs(box.left + box.width / 2 - seen.frameWidth / 2) / seen.frameWidth
  const above = Math.abs(box.top + box.height / 2 - seen.frameHeight / 2) / seen.frameHeight
  return {
    faces: seen.faces,
    faceWidthPx: Math.round(box.width),
    faceShare: box.width / seen.frameWidth,
    offCentre: Math.max(aside, above),
    ...pose,
    eyeOpening,
    ...light,
  }
}

/** Judges one frame by the authority's limits; `eyeBaseline` is this person's own eye opening once known. */
export function qualityOf(seen: Observation, limits: FaceQualityLimits, eyeBaseline?: number): Quality {
  if (seen.face === undefined) return { ...nothing, ok: false, reasons: ['no-face'] }
  const measured = measuredOf(seen.face, seen)
  const known = eyeBaseline === undefined ? {} : { eyesOfBaseline: measured.eyeOpening / Math.max(0.01, eyeBaseline) }
  const quality = { ...measured, ...known }
  const reasons = reasonsAgainst(quality, limits)
  const { box } = seen.face
  const above = 0.5 - (box.top + box.height / 2) / seen.frameHeight
  return { ...quality, ok: reasons.length === 0, reasons, above }
}

/** The sentence for the first reason; nothing when the picture is good. */
export function hintFor({ reasons }: Pick<Quality, 'reasons'>): string | undefined {
  const [first] = reasons
  return first === undefined ? undefined : qualityGates[first].hint
}
