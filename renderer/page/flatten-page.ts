import type { Rgba } from './bright-region.ts'
import { sidesOf } from './find-page.ts'
import type { Point, Quad } from './geometry.ts'

const LONGEST_SIDE = 2000
/** Corners are found to a few pixels: cut this share inside of them, no desk shows at the edge. */
const MARGIN = 0.005

/**
 * The projective map of the unit square onto a quadrilateral: (u, v) from the first corner along the first and the last side
 * (Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3).
 */
export function squareToQuad([a, b, c, d]: Quad): (u: number, v: number) => Point {
  const [dx1, dy1] = [b.x - c.x, b.y - c.y]
  const [dx2, dy2] = [d.x - c.x, d.y - c.y]
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y]
  const by = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / by
  const h = (dx1 * sy - sx * dy1) / by
  const x = [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x] as const
  const y = [b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y] as const
  return (u, v) => {
    const w = g * u + h * v + 1
    return { x: (x[0] * u + x[1] * v + x[2]) / w, y: (y[0] * u + y[1] * v + y[2]) / w }
  }
}

/** The page as if seen from straight above, at the resolution that the picture has of its longer sides. */
export function flattenPage(picture: Rgba, quad: Quad): Rgba {
  const [top, right, bottom, left] = sidesOf(quad)
  const [wide, tall] = [Math.max(top, bottom), Math.max(left, right)]
  const scale = Math.min(1, LONGEST_SIDE / Math.max(wide, tall))
  const width = Math.max(1, Math.round(wide * scale))
  const height = Math.max(1, Math.round(tall * scale))
  const data = new Uint8ClampedArray(width * height * 4)
  const place = squareToQuad(quad)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sample(picture, place(inside((x + 0.5) / width), inside((y + 0.5) / height)), data.subarray((y * width + x) * 4))
    }
  }
  return { data, width, height }
}

const inside = (share: number): number => MARGIN + share * (1 - 2 * MARGIN)

/** Bilinear between the four pixels around a point. */
function sample({ data, width, height }: Rgba, { x, y }: Point, into: Uint8ClampedArray): void {
  const [px, py] = [within(x - 0.5, width - 1), within(y - 0.5, height - 1)]
  const [x0, y0] = [Math.floor(px), Math.floor(py)]
  const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)]
  const [fx, fy] = [px - x0, py - y0]
  for (let channel = 0; channel < 4; channel++) {
    const at = (cx: number, cy: number): number => data[(cy * width + cx) * 4 + channel] ?? 0
    const above = at(x0, y0) * (1 - fx) + at(x1, y0) * fx
    const below = at(x0, y1) * (1 - fx) + at(x1, y1) * fx
    into[channel] = above * (1 - fy) + below * fy
  }
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))
