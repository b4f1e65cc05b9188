import { boxAround, eyeOpening, type FaceBox, type Point, type Pose, poseOf } from './face-geometry.ts'
import { type Light, lightOn, type Picture } from './face-light.ts'

/** The largest face of a frame, measured. */
export interface SeenFace {
  readonly box: FaceBox
  readonly pose: Pose
  readonly eyeOpening: number
  readonly light: Light
}

/** What was seen in one frame; all later rules work on these numbers and never on pixels. */
export interface Observation {
  readonly tsMs: number
  readonly frameWidth: number
  readonly frameHeight: number
  readonly faces: number
  readonly face?: SeenFace
}

// People further back in the hall are smaller; they are not at the counter and do not count.
const BYSTANDER = 0.4

/** Measures the faces of one frame; `meshes` are the detector's, in any order. */
export function observe(
  frame: Picture & { readonly tsMs: number },
  meshes: readonly (readonly Point[])[],
): Observation {
  const { tsMs, width, height } = frame
  const found = meshes.map((mesh) => ({ mesh, box: boxAround(mesh) })).sort((a, b) => b.box.width - a.box.width)
  const [nearest] = found
  const seen = { tsMs, frameWidth: width, frameHeight: height }
  if (nearest === undefined) return { ...seen, faces: 0 }
  const { mesh, box } = nearest
  const face = { box, pose: poseOf(mesh), eyeOpening: eyeOpening(mesh), light: lightOn(frame, box) }
  return { ...seen, faces: found.filter((other) => other.box.width >= box.width * BYSTANDER).length, face }
}
