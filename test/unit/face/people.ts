import type { Observation } from '../../../renderer/face/observation.ts'

/** What one frame of a made-up recording says; what is left out is a face at rest in good light. */
export interface Moment {
  readonly yaw?: number
  readonly eyes?: number
  readonly x?: number
  readonly width?: number
  readonly aspect?: number
  readonly faces?: number
  readonly brightness?: number
  readonly sharpness?: number
  readonly roll?: number
  readonly pitch?: number
  readonly clipping?: number
}

const FRAME_MS = 100
const EYES_AT_REST = 0.38

/** An observation as the worker would send it. */
export function seenAt(tsMs: number, moment: Moment = {}): Observation {
  const {
    yaw = -3,
    eyes = 1,
    x = 320,
    width = 190,
    aspect = 1.15,
    faces = 1,
    brightness = 140,
    sharpness = 300,
    roll = 2,
    pitch = 5,
    clipping = 0.01,
  } = moment
  const seen = { tsMs, frameWidth: 640, frameHeight: 480, faces }
  if (faces === 0) return seen
  const height = width * aspect
  const box = { left: x - width / 2, top: 220 - height / 2, width, height }
  const light = { brightness, clipping, sharpness }
  return { ...seen, face: { box, pose: { yaw, pitch, roll }, eyeOpening: EYES_AT_REST * eyes, light } }
}

/** Moments one after the other, a tenth of a second each. */
export function recording(...parts: readonly (readonly Moment[])[]): readonly Observation[] {
  return parts.flat().map((moment, i) => seenAt(i * FRAME_MS, moment))
}

/** Somebody standing still; small movements are natural. */
export const rest = (frames: number): Moment[] =>
  Array.from({ length: frames }, (_, i) => ({ yaw: -3 + (i % 3), eyes: 1 + ((i % 2) - 0.5) * 0.06, x: 320 + (i % 4) }))

/** As the mesh measured it on the simulated camera: shut for three to four frames of a blink. */
export const blink: readonly Moment[] = [
  { eyes: 0.9 },
  { eyes: 0.56 },
  { eyes: 0.54 },
  { eyes: 0.55 },
  { eyes: 0.86 },
  {},
]

const swing = [4, 9, 16, 21, 22, 21, 15, 8, 3]
export const turnLeft: readonly Moment[] = swing.map((yaw) => ({ yaw }))
export const turnRight: readonly Moment[] = swing.map((yaw) => ({ yaw: -yaw - 4 }))
