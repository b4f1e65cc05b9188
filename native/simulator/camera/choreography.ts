import type { FacePose } from './face-pose.ts'

interface Move {
  readonly seconds: number
  readonly poseAt: (share: number) => FacePose
}

const TURN_DEGREES = 28
const atRest: FacePose = { yaw: 0, blink: 0 }

const eased = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t))
const outAndBack = (t: number): number => (t < 0.35 ? eased(t / 0.35) : t < 0.65 ? 1 : eased((1 - t) / 0.35))

const hold = (seconds: number): Move => ({ seconds, poseAt: () => atRest })
const blink: Move = { seconds: 0.6, poseAt: (t) => ({ yaw: 0, blink: Math.min(1, 2.4 * Math.sin(Math.PI * t)) }) }
const turn = (degrees: number): Move => ({ seconds: 1.8, poseAt: (t) => ({ yaw: degrees * outAndBack(t), blink: 0 }) })

/** Every order of the three challenges is a part of this sequence played twice, from wherever one joins. */
const moves: readonly Move[] = [
  hold(1.2),
  blink,
  hold(0.6),
  turn(TURN_DEGREES),
  hold(0.6),
  blink,
  hold(0.6),
  turn(-TURN_DEGREES),
  hold(0.6),
]

/** The poses of one loop at a frame rate. */
export function posesAt(fps: number): readonly FacePose[] {
  return moves.flatMap(({ seconds, poseAt }) => {
    const count = Math.round(seconds * fps)
    return Array.from({ length: count }, (_, i) => {
      const { yaw, blink: shut } = poseAt((i + 0.5) / count)
      return { yaw: Math.round(yaw * 10) / 10, blink: Math.round(shut * 100) / 100 }
    })
  })
}
