import type { Observation, SeenFace } from './observation.ts'

/** Where a head is and what it does: all that the liveness rules need of a frame. */
export interface Head {
  readonly tsMs: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly yaw: number
  readonly roll: number
  readonly eyeOpening: number
}

const STEADY = { yaw: 12, roll: 20 } as const
const GAP_MS = 150 // at a slower pace than this a head may have moved further
const JUMP = { widths: 0.5, growth: 1.35 } as const

export function headOf({ tsMs }: Observation, { box, pose, eyeOpening }: SeenFace): Head {
  const { yaw, roll } = pose
  return { tsMs, x: box.left + box.width / 2, y: box.top + box.height / 2, width: box.width, yaw, roll, eyeOpening }
}

/** Looking at the camera, more or less. */
export function isSteady({ yaw, roll }: Head): boolean {
  return Math.abs(yaw) <= STEADY.yaw && Math.abs(roll) <= STEADY.roll
}

/** Whether one head can have become the other in the time between; a swap shows as a jump in place or size. */
export function areSameHead(before: Head, after: Head): boolean {
  const slack = Math.max(1, (after.tsMs - before.tsMs) / GAP_MS)
  const moved = Math.hypot(after.x - before.x, after.y - before.y) / before.width
  const grown = Math.max(after.width / before.width, before.width / after.width)
  return moved <= JUMP.widths * slack && grown <= 1 + (JUMP.growth - 1) * slack
}
