import type { Observation, SeenFace } from './observation.ts'

/** Where a head is and what it does: all that the liveness rules need of a frame. */
export interface Head {
  readonly tsMs: number
  readonly x: number
  readonly y: number
  readonly width: number
  /** Height over width: a picture that is tipped towards the camera gets shorter, a blink changes nothing here. */
  readonly aspect: number
  readonly yaw: number
  readonly roll: number
  readonly eyeOpening: number
}

const STEADY = { yaw: 12, roll: 20 } as const
const STILL = { yaw: 5, eyes: 0.85 } as const
const GAP_MS = 150 // at a slower pace than this a head may have moved further
const JUMP = { widths: 0.5, growth: 1.35 } as const

export function headOf({ tsMs }: Observation, { box, pose, eyeOpening }: SeenFace): Head {
  const { yaw, roll } = pose
  const place = { x: box.left + box.width / 2, y: box.top + box.height / 2, width: box.width }
  return { tsMs, ...place, aspect: box.height / box.width, yaw, roll, eyeOpening }
}

/** Looking at the camera, more or less. */
export function isSteady({ yaw, roll }: Head): boolean {
  return Math.abs(yaw) <= STEADY.yaw && Math.abs(roll) <= STEADY.roll
}

/** Neither turning nor blinking in these frames. */
export function areStill(heads: readonly Head[]): boolean {
  const yaws = heads.map(({ yaw }) => yaw)
  const eyes = heads.map(({ eyeOpening }) => eyeOpening)
  return Math.max(...yaws) - Math.min(...yaws) <= STILL.yaw && Math.min(...eyes) >= Math.max(...eyes) * STILL.eyes
}

/** Whether one head can have become the other in the time between; a swap shows as a jump in place or size. */
export function areSameHead(before: Head, after: Head): boolean {
  const slack = Math.max(1, (after.tsMs - before.tsMs) / GAP_MS)
  const moved = Math.hypot(after.x - before.x, after.y - before.y) / before.width
  const grown = Math.max(after.width / before.width, before.width / after.width)
  return moved <= JUMP.widths * slack && grown <= 1 + (JUMP.growth - 1) * slack
}
