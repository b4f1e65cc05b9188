import type { FivePoints, Point } from './face-geometry.ts'
import type { Picture } from './face-light.ts'

/** Side of the square that the recognition network looks at. */
export const ALIGNED_SIDE = 150

// Layout the network was trained on: how large the eye-to-mouth distance is and where the middle of the three lies.
const EYE_TO_MOUTH = 0.45
const ANCHOR: Point = [0.5, 0.43]

/** Maps a pixel of the aligned square back into the picture: a turn, a scale and a shift. */
export interface Placement {
  readonly scale: number
  readonly cos: number
  readonly sin: number
  readonly origin: Point
}

/** Where the aligned square lies in the picture: eyes level, and the same size for everybody. */
export function placementOf({ leftEye, rightEye, leftMouth, rightMouth }: FivePoints): Placement {
  const mouth: Point = [(leftMouth[0] + rightMouth[0]) / 2, (leftMouth[1] + rightMouth[1]) / 2]
  const reach = (eye: Point): number => Math.hypot(eye[0] - mouth[0], eye[1] - mouth[1])
  const angle = Math.atan2(rightEye[1] - leftEye[1], rightEye[0] - leftEye[0])
  return {
    scale: (reach(leftEye) + reach(rightEye)) / 2 / EYE_TO_MOUTH / ALIGNED_SIDE,
    cos: Math.cos(angle),
    sin: Math.sin(angle),
    origin: [(leftEye[0] + rightEye[0] + mouth[0]) / 3, (leftEye[1] + rightEye[1] + mouth[1]) / 3],
  }
}

/** Adds the colour between the four pixels around a point, x and y, to a sum; outside the picture it is black. */
function addColour({ data, width, height }: Picture, point: Float64Array, sum: Float64Array): void {
  const [x = 0, y = 0] = [point[0], point[1]]
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return
  const column = Math.min(width - 2, Math.floor(x))
  const row = Math.min(height - 2, Math.floor(y))
  const [right, below] = [x - column, y - row]
  const i = (row * width + column) * 4
  for (let channel = 0; channel < 3; channel++) {
    const at = i + channel
    const upper = (data[at] ?? 0) * (1 - right) + (data[at + 4] ?? 0) * right
    const lower = (data[at + width * 4] ?? 0) * (1 - right) + (data[at + width * 4 + 4] ?? 0) * right
    sum[channel] = (sum[channel] ?? 0) + upper * (1 - below) + lower * below
  }
}

/** Several samples for each pixel when the face is shrunk; otherwise fine detail turns into false edges. */
function sampleOffsets(scale: number): readonly Point[] {
  const count = Math.max(1, Math.min(4, Math.ceil(scale)))
  const offsets = Array.from({ length: count }, (_, i) => (i + 0.5) / count - 0.5)
  return offsets.flatMap((dy) => offsets.map((dx): Point => [dx, dy]))
}

/** Cuts a face out of a picture, level and at 150 × 150, as RGB rows; outside the picture it is black. Nothing is allocated for a pixel: it runs for every frame. */
export function alignFace(picture: Picture, points: FivePoints): Int32Array {
  const { scale, cos, sin, origin } = placementOf(points)
  const offsets = sampleOffsets(scale)
  const rgb = new Int32Array(ALIGNED_SIDE * ALIGNED_SIDE * 3)
  const [point, sum] = [new Float64Array(2), new Float64Array(3)]
  for (let i = 0; i < rgb.length; i += 3) {
    const x = ((i / 3) % ALIGNED_SIDE) + 0.5 - ANCHOR[0] * ALIGNED_SIDE
    const y = Math.floor(i / 3 / ALIGNED_SIDE) + 0.5 - ANCHOR[1] * ALIGNED_SIDE
    sum.fill(0)
    for (const offset of offsets) {
      const [across, down] = [(x + offset[0]) * scale, (y + offset[1]) * scale]
      point[0] = origin[0] + across * cos - down * sin
      point[1] = origin[1] + across * sin + down * cos
      addColour(picture, point, sum)
    }
    for (let channel = 0; channel < 3; channel++) rgb[i + channel] = Math.round((sum[channel] ?? 0) / offsets.length)
  }
  return rgb
}

/** Catmull-Rom weights of the four neighbours of a sample that lies `t` after the second one. */
function cubic(t: number): readonly [number, number, number, number] {
  return [
    ((2 - t) * t - 1) * t * 0.5,
    ((3 * t - 5) * t * t + 2) * 0.5,
    ((4 - 3 * t) * t + 1) * t * 0.5,
    (t - 1) * t * t * 0.5,
  ]
}

/** Enlarges along one axis; called twice with the axes swapped. */
function enlargeRows(source: Picture, factor: number): Picture {
  const width = source.width * factor
  const data = new Uint8ClampedArray(width * source.height * 4)
  for (let x = 0; x < width; x++) {
    const from = (x + 0.5) / factor - 0.5
    const weights = cubic(from - Math.floor(from))
    const columns = weights.map((_, k) => Math.min(source.width - 1, Math.max(0, Math.floor(from) - 1 + k)) * 4)
    for (let i = 0; i < source.height * 4; i++) {
      const [row, channel] = [i >> 2, i & 3]
      const value = weights.reduce(
        (sum, w, k) => sum + w * (source.data[row * source.width * 4 + (columns[k] ?? 0) + channel] ?? 0),
        0,
      )
      data[(row * width + x) * 4 + channel] = value
    }
  }
  return { data, width, height: source.height }
}

function turned({ data, width, height }: Picture): Picture {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const to = new Uint32Array(width * height)
  for (let i = 0; i < to.length; i++) to[(i % width) * height + Math.floor(i / width)] = from[i] ?? 0
  return { data: new Uint8ClampedArray(to.buffer), width: height, height: width }
}

/** Enlarges a small picture smoothly: the detector finds nothing in a chip photo of 102 × 126 at its own size. */
export function enlarge(picture: Picture, factor: number): Picture {
  return turned(enlargeRows(turned(enlargeRows(picture, factor)), factor))
}
