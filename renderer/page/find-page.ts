import { greyOf, largestBrightRegion, otsuThreshold, type Rgba } from './bright-region.ts'
import { areaOf, distance, hullOf, largestQuad, type Quad } from './geometry.ts'

/** What keeps a page from being taken, with one thing to do about each. */
export const pageHints = {
  'no-page': '请将材料平放在深色台面上，放在画面中央',
  'cut-off': '请将材料完整放入画面',
  'too-small': '请将材料移近镜头',
  skewed: '请将材料摆正',
} as const
export type PageTrouble = keyof typeof pageHints

/** A page in a picture, or why there is none to take. */
export type FoundPage = { readonly quad: Quad; readonly trouble?: PageTrouble } | { readonly trouble: 'no-page' }

const LOOK_WIDTH = 320
/** Of the picture: less is an oddment, or a page too far away for its print to be read. */
const LEAST_AREA = 0.05
const READABLE_AREA = 0.2
/** A page fills its own four corners and no more; a hand, a crumpled sheet or a plate does not. Print inside counts as page. */
const FILLED = { least: 0.9, most: 1.1 } as const
/** How near to the edge of the picture a corner counts as outside of it. */
const EDGE = 0.01
/** Longest side to the one opposite: beyond that the far end of the page is too coarse. */
const STEEPEST = 1.6

/** Finds the page: the largest bright region that is a quadrilateral. It wants a page brighter than what it lies on. */
export function findPage(picture: Rgba): FoundPage {
  const { grey, step } = greyOf(picture, LOOK_WIDTH)
  const region = largestBrightRegion(grey, otsuThreshold(grey))
  const whole = grey.width * grey.height
  if (!region || region.pixels < LEAST_AREA * whole) return { trouble: 'no-page' }
  const corners = largestQuad(hullOf(region.rim))
  const filled = corners ? region.filled / areaOf(corners) : 0
  if (!corners || filled < FILLED.least || filled > FILLED.most) return { trouble: 'no-page' }
  const quad = corners.map(({ x, y }) => ({ x: x * step, y: y * step })) as unknown as Quad
  const trouble = troubleWith(quad, picture)
  return trouble ? { quad, trouble } : { quad }
}

function troubleWith(quad: Quad, { width, height }: Rgba): PageTrouble | undefined {
  const [edgeX, edgeY] = [EDGE * width, EDGE * height]
  const isOutside = quad.some(({ x, y }) => x < edgeX || y < edgeY || x > width - edgeX || y > height - edgeY)
  if (isOutside) return 'cut-off'
  if (areaOf(quad) < READABLE_AREA * width * height) return 'too-small'
  const [top, right, bottom, left] = sidesOf(quad)
  const isSteep = (one: number, other: number): boolean => Math.max(one, other) > STEEPEST * Math.min(one, other)
  return isSteep(top, bottom) || isSteep(left, right) ? 'skewed' : undefined
}

/** The lengths of the sides, clockwise from the top. */
export function sidesOf([a, b, c, d]: Quad): readonly [top: number, right: number, bottom: number, left: number] {
  return [distance(a, b), distance(b, c), distance(c, d), distance(d, a)]
}
