/** A point of a picture, in pixels from its top left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Four corners, clockwise from the one at the top left of the page. */
export type Quad = readonly [Point, Point, Point, Point]

/** Twice the signed area of a triangle; positive when it turns clockwise on the screen. */
export const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** The area of a polygon, in square pixels. */
export function areaOf(points: readonly Point[]): number {
  const twice = points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0)
  return Math.abs(twice) / 2
}

/** How far two points lie apart. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** The convex hull, clockwise on the screen (Andrew's monotone chain); points on its edges are left out. */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const chain = (from: readonly Point[]): Point[] => {
    const kept: Point[] = []
    for (const point of from) {
      while (kept.length > 1 && turn(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop()
      kept.push(point)
    }
    return kept.slice(0, -1)
  }
  return [...chain(sorted), ...chain(sorted.toReversed())]
}

/** The corner farthest from the line a–b on either side of it. */
function farthest(hull: readonly Point[], a: Point, b: Point): { readonly left: Point; readonly right: Point } {
  let [left, right] = [a, a]
  for (const point of hull) {
    if (turn(a, b, point) < turn(a, b, left)) left = point
    if (turn(a, b, point) > turn(a, b, right)) right = point
  }
  return { left, right }
}

/** The largest quadrilateral among the corners of a hull, the corner nearest to the top left first. */
export function largestQuad(hull: readonly Point[]): Quad | undefined {
  let best: { readonly area: number; readonly corners: readonly Point[] } | undefined
  const diagonals = hull.flatMap((a, i) => hull.slice(i + 1).map((b) => [a, b] as const))
  for (const [a, b] of diagonals) {
    const { left, right } = farthest(hull, a, b)
    const corners = [a, left, b, right]
    const area = areaOf(corners)
    if (area > (best?.area ?? 0)) best = { area, corners }
  }
  return best && clockwise(best.corners)
}

function clockwise(corners: readonly Point[]): Quad {
  const middle = { x: mean(corners.map(({ x }) => x)), y: mean(corners.map(({ y }) => y)) }
  const angle = ({ x, y }: Point): number => Math.atan2(y - middle.y, x - middle.x)
  const around = corners.toSorted((a, b) => angle(a) - angle(b))
  const first = around.reduce((least, { x, y }, i) => {
    const kept = around[least] ?? { x, y }
    return x + y < kept.x + kept.y ? i : least
  }, 0)
  return [...around.slice(first), ...around.slice(0, first)] as unknown as Quad
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
