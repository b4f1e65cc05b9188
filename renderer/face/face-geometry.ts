/** A landmark: x and y in pixels of the picture. */
export type Point = readonly [x: number, y: number]

/** Head pose in degrees: yaw to the person's own left, pitch downwards and roll clockwise in the picture are positive. */
export interface Pose {
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

export interface FaceBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

// Indices into the 468-point face mesh of MediaPipe; "left" and "right" are sides of the picture.
const NOSE_TIP = 1
const LEFT_CHEEK = 234
const RIGHT_CHEEK = 454
const LEFT_EYE = { corners: [33, 133], lids: [[160, 144], [159, 145], [158, 153]] } as const // prettier-ignore
const RIGHT_EYE = { corners: [263, 362], lids: [[387, 373], [386, 374], [385, 380]] } as const // prettier-ignore
const LEFT_MOUTH = 61
const RIGHT_MOUTH = 291
export const MESH_POINTS = 468

const DEGREES = 180 / Math.PI
const NOSE_REACH = 1.1 // how far the nose tip swings for a turn, in half face widths; measured on warped meshes
const LEVEL_NOSE = 0.62 // where the nose tip lies between eyes and mouth when somebody looks straight ahead
const NOD_REACH = 0.75

function at(mesh: readonly Point[], index: number): Point {
  return mesh[index] ?? [0, 0]
}

function middle(...points: readonly Point[]): Point {
  const sum = points.reduce<Point>(([x, y], p) => [x + p[0], y + p[1]], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Eyes, nose tip and mouth corners, picture-left first: what the recognition network is aligned by. */
export interface FivePoints {
  readonly leftEye: Point
  readonly rightEye: Point
  readonly nose: Point
  readonly leftMouth: Point
  readonly rightMouth: Point
}

export function fivePoints(mesh: readonly Point[]): FivePoints {
  const eye = (side: typeof LEFT_EYE | typeof RIGHT_EYE): Point => {
    const [upper, lower] = side.lids[1]
    return middle(at(mesh, side.corners[0]), at(mesh, side.corners[1]), at(mesh, upper), at(mesh, lower))
  }
  return {
    leftEye: eye(LEFT_EYE),
    rightEye: eye(RIGHT_EYE),
    nose: at(mesh, NOSE_TIP),
    leftMouth: at(mesh, LEFT_MOUTH),
    rightMouth: at(mesh, RIGHT_MOUTH),
  }
}

/**
 * Head pose from where the nose tip lies between cheeks, eyes and mouth. A flat picture that is turned shrinks evenly,
 * so its nose stays in the middle: it shows no yaw, which is what a turn challenge needs.
 */
export function poseOf(mesh: readonly Point[]): Pose {
  const { leftEye, rightEye, nose, leftMouth, rightMouth } = fivePoints(mesh)
  const tilt = Math.atan2(rightEye[1] - leftEye[1], rightEye[0] - leftEye[0])
  const across = ([x, y]: Point): number => x * Math.cos(tilt) + y * Math.sin(tilt)
  const down = ([x, y]: Point): number => y * Math.cos(tilt) - x * Math.sin(tilt)
  const [from, to] = [across(at(mesh, LEFT_CHEEK)), across(at(mesh, RIGHT_CHEEK))]
  const offset = (2 * across(nose) - from - to) / Math.max(1, to - from)
  const eyes = down(middle(leftEye, rightEye))
  const mouth = down(middle(leftMouth, rightMouth))
  const height = (down(nose) - eyes) / Math.max(1, mouth - eyes)
  return {
    yaw: Math.atan(offset / NOSE_REACH) * DEGREES,
    pitch: Math.atan((height - LEVEL_NOSE) / NOD_REACH) * DEGREES,
    roll: tilt * DEGREES,
  }
}

/** How far the eyes are open: height of the lids over the width of the eye, mean of both eyes. */
export function eyeOpening(mesh: readonly Point[]): number {
  const one = ({ corners, lids }: typeof LEFT_EYE | typeof RIGHT_EYE): number => {
    const heights = lids.reduce((sum, [upper, lower]) => sum + apart(at(mesh, upper), at(mesh, lower)), 0)
    return heights / lids.length / Math.max(1, apart(at(mesh, corners[0]), at(mesh, corners[1])))
  }
  return (one(LEFT_EYE) + one(RIGHT_EYE)) / 2
}

/** The smallest upright box around a mesh. */
export function boxAround(mesh: readonly Point[]): FaceBox {
  const xs = mesh.map(([x]) => x)
  const ys = mesh.map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
