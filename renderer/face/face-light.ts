import type { FaceBox } from './face-geometry.ts'

/** Pixels without a time: what the light and alignment rules work on. */
export interface Picture {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Light and focus over a face: mean luminance 0–255, share of lost pixels 0–1, and how strong the edges are. */
export interface Light {
  readonly brightness: number
  readonly clipping: number
  readonly sharpness: number
}

const SIDE = 96 // every face is measured at this size, so that sharpness does not depend on the distance
const DARKEST = 5
const BRIGHTEST = 250

function lumaAt({ data, width, height }: Picture, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)))
  const row = Math.min(height - 1, Math.max(0, Math.round(y)))
  const i = (row * width + column) * 4
  return 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0)
}

/** Luminance of a face, averaged down to a fixed grid. */
function faceGrid(picture: Picture, box: FaceBox): Float32Array {
  const grid = new Float32Array(SIDE * SIDE)
  const [stepX, stepY] = [box.width / SIDE, box.height / SIDE]
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [left, top] = [box.left + x * stepX, box.top + y * stepY]
      const upper =
        lumaAt(picture, left + stepX / 4, top + stepY / 4) + lumaAt(picture, left + (stepX * 3) / 4, top + stepY / 4)
      const lower =
        lumaAt(picture, left + stepX / 4, top + (stepY * 3) / 4) +
        lumaAt(picture, left + (stepX * 3) / 4, top + (stepY * 3) / 4)
      grid[y * SIDE + x] = (upper + lower) / 4
    }
  }
  return grid
}

function edgeVariance(grid: Float32Array): number {
  const value = (i: number): number => grid[i] ?? 0
  let [sum, squares, count] = [0, 0, 0]
  for (let y = 1; y < SIDE - 1; y++) {
    for (let x = 1; x < SIDE - 1; x++) {
      const i = y * SIDE + x
      const edge = 4 * value(i) - value(i - 1) - value(i + 1) - value(i - SIDE) - value(i + SIDE)
      sum += edge
      squares += edge * edge
      count += 1
    }
  }
  return squares / count - (sum / count) ** 2
}

/** Measures the light on a face. */
export function lightOn(picture: Picture, box: FaceBox): Light {
  const grid = faceGrid(picture, box)
  const lost = grid.reduce((count, value) => count + (value < DARKEST || value > BRIGHTEST ? 1 : 0), 0)
  return {
    brightness: grid.reduce((sum, value) => sum + value, 0) / grid.length,
    clipping: lost / grid.length,
    sharpness: edgeVariance(grid),
  }
}
