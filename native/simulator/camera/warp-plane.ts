import type { Plane } from './planar-image.ts'

/** A triangle of the picture and where its corners go, in pixels of the plane. */
export interface MovedTriangle {
  readonly from: Corners
  readonly to: Corners
}

/** x and y of three corners, flat: millions of these are touched. */
export type Corners = readonly [ax: number, ay: number, bx: number, by: number, cx: number, cy: number]

const OVERLAP = 0.03 // neighbours overlap a little, otherwise cracks show between them

function sample({ data, width, height }: Plane, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1.001 ? width - 1.001 : x
  const cy = y < 0 ? 0 : y > height - 1.001 ? height - 1.001 : y
  const [column, row] = [cx | 0, cy | 0]
  const i = row * width + column
  const [right, below] = [cx - column, cy - row]
  const upper = (data[i] ?? 0) * (1 - right) + (data[i + 1] ?? 0) * right
  const lower = (data[i + width] ?? 0) * (1 - right) + (data[i + width + 1] ?? 0) * right
  return upper * (1 - below) + lower * below + 0.5
}

interface Span {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function spanOf([ax, ay, bx, by, cx, cy]: Corners, { width, height }: Plane): Span {
  return {
    left: Math.max(0, Math.floor(Math.min(ax, bx, cx))),
    right: Math.min(width - 1, Math.ceil(Math.max(ax, bx, cx))),
    top: Math.max(0, Math.floor(Math.min(ay, by, cy))),
    bottom: Math.min(height - 1, Math.ceil(Math.max(ay, by, cy))),
  }
}

/** Twice the signed area; the sign tells which way round the corners go. */
export function signedArea([ax, ay, bx, by, cx, cy]: Corners): number {
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
}

/** Paints one triangle of `source` into `target` where its corners have moved to. */
export function paintTriangle(source: Plane, target: Plane, { from, to }: MovedTriangle): void {
  const area = signedArea(to)
  if (Math.abs(area) < 1e-6) return
  const { left, right, top, bottom } = spanOf(to, target)
  const [ax, ay, bx, by, cx, cy] = to
  const [sax, say, sbx, sby, scx, scy] = from
  const paint = (x: number, y: number): void => {
    const b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
    const c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
    const a = 1 - b - c
    if (a < -OVERLAP || b < -OVERLAP || c < -OVERLAP) return
    target.data[y * target.width + x] = sample(source, a * sax + b * sbx + c * scx, a * say + b * sby + c * scy)
  }
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) paint(x, y)
}
