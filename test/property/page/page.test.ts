import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rgba } from '../../../renderer/page/bright-region.ts'
import { findPage } from '../../../renderer/page/find-page.ts'
import { flattenPage, squareToQuad } from '../../../renderer/page/flatten-page.ts'
import { distance, type Point, type Quad, turn } from '../../../renderer/page/geometry.ts'

const WIDTH = 640
const HEIGHT = 480
/** Shades of a printed page: white, with a dark block near its top left and a grey one near its bottom right. */
function printAt(u: number, v: number): number {
  if (u > 0.15 && u < 0.45 && v > 0.1 && v < 0.3) return 40
  return u > 0.6 && u < 0.85 && v > 0.6 && v < 0.9 ? 130 : 235
}

const isInside = (quad: Quad, p: Point): boolean => quad.every((corner, i) => turn(corner, quad[(i + 1) % 4]!, p) >= 0)

/** Where on the page a point of the picture lies: the map turned round by Newton's method, so that the test has a way of its own. */
function placeOnPage(quad: Quad, { x, y }: Point): Point {
  const at = squareToQuad(quad)
  let [u, v] = [0.5, 0.5]
  for (let i = 0; i < 5; i++) {
    const p = at(u, v)
    const e = 1e-5
    const [pu, pv] = [at(u + e, v), at(u, v + e)]
    const [a, b, c, d] = [(pu.x - p.x) / e, (pv.x - p.x) / e, (pu.y - p.y) / e, (pv.y - p.y) / e]
    const det = a * d - b * c
    u += (d * (x - p.x) - b * (y - p.y)) / det
    v += (a * (y - p.y) - c * (x - p.x)) / det
  }
  return { x: u, y: v }
}

/** A page on a dark desk, seen at an angle, with a sensor's noise. */
function photographed(quad: Quad, noise: number): Rgba {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  let state = noise
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const p = { x: x + 0.5, y: y + 0.5 }
      const on = isInside(quad, p) ? placeOnPage(quad, p) : undefined
      const shade = (on ? printAt(on.x, on.y) : 60) + ((state >>> 24) % 9) - 4
      data.set([shade, shade, shade, 255], (y * WIDTH + x) * 4)
    }
  }
  return { data, width: WIDTH, height: HEIGHT }
}

const near = (x: number, y: number, by: number) =>
  fc.record({ x: fc.integer({ min: x - by, max: x + by }), y: fc.integer({ min: y - by, max: y + by }) })
/** A page that lies more or less straight: each corner somewhere near its own. */
const quads = fc.tuple(
  near(110, 90, 50),
  near(530, 90, 50),
  near(530, 390, 50),
  near(110, 390, 50),
) as fc.Arbitrary<Quad>
const runs = { numRuns: 8 }

describe('a page seen at an angle', () => {
  test('is found by its corners to within four pixels', () => {
    fc.assert(
      fc.property(quads, fc.nat(), (quad, noise) => {
        const found = findPage(photographed(quad, noise))
        if (!('quad' in found)) throw new Error(`no page: ${found.trouble}`)
        found.quad.forEach((corner, i) => expect(distance(corner, quad[i]!)).toBeLessThan(4))
      }),
      runs,
    )
  })

  test('comes out flat: what was printed stands where it was printed', () => {
    fc.assert(
      fc.property(quads, fc.nat(), (quad, noise) => {
        const picture = photographed(quad, noise)
        const found = findPage(picture)
        if (!('quad' in found)) throw new Error('no page')
        const { data, width, height } = flattenPage(picture, found.quad)
        for (const [u, v] of [
          [0.3, 0.2],
          [0.72, 0.75],
          [0.5, 0.45],
          [0.9, 0.1],
          [0.1, 0.9],
        ] as const) {
          const shade = data[(Math.floor(v * height) * width + Math.floor(u * width)) * 4] ?? 0
          expect(Math.abs(shade - printAt(u, v))).toBeLessThan(12)
        }
      }),
      runs,
    )
  })
})

const page = (x0: number, y0: number, x1: number, y1: number): Quad => [
  { x: x0, y: y0 },
  { x: x1, y: y0 },
  { x: x1, y: y1 },
  { x: x0, y: y1 },
]

test.each([
  ['one that hangs over the edge', page(-80, 90, 400, 400), 'cut-off'],
  ['a small one', page(250, 180, 430, 300), 'too-small'],
  [
    'one that leans away',
    [
      { x: 220, y: 60 },
      { x: 420, y: 60 },
      { x: 600, y: 440 },
      { x: 40, y: 440 },
    ],
    'skewed',
  ],
  ['an oddment', page(300, 200, 360, 240), 'no-page'],
] as const)('%s is not taken: %j is %s', (_name, quad, trouble) => {
  expect(findPage(photographed(quad as Quad, 1))).toMatchObject({ trouble })
})

test('neither an empty desk nor a bright round thing is a page', () => {
  const round = photographed(page(-20, -20, -10, -10), 1)
  expect(findPage(round)).toEqual({ trouble: 'no-page' })
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const isRound = Math.hypot((i % WIDTH) - 320, Math.floor(i / WIDTH) - 240) < 180
    if (isRound) round.data.fill(230, i * 4, i * 4 + 3)
  }
  expect(findPage(round)).toEqual({ trouble: 'no-page' })
})
