import type { Point } from './geometry.ts'

/** A picture in shades of grey, row by row from the top. */
export interface Grey {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** A picture as a canvas gives it: straight RGBA rows, top-down. */
export interface Rgba {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** A picture in grey, made smaller by the whole number that brings it to this width or just above (ITU-R BT.601 weights). */
export function greyOf({ data, width, height }: Rgba, wantedWidth: number): { grey: Grey; step: number } {
  const step = Math.max(1, Math.floor(width / wantedWidth))
  const [w, h] = [Math.floor(width / step), Math.floor(height / step)]
  const grey = new Uint8Array(w * h)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = (y * step * width + x * step) * 4
      grey[y * w + x] = (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000
    }
  }
  return { grey: { data: grey, width: w, height: h }, step }
}

/** The shade that parts a picture best into dark and bright (Otsu 1979). */
export function otsuThreshold({ data }: Grey): number {
  const counts = new Array<number>(256).fill(0)
  for (const shade of data) counts[shade] = (counts[shade] ?? 0) + 1
  const total = counts.reduce((sum, count, shade) => sum + count * shade, 0)
  let [below, sumBelow, best, threshold] = [0, 0, -1, 0]
  for (const [shade, count] of counts.entries()) {
    below += count
    sumBelow += count * shade
    const above = data.length - below
    const apart = below && above ? sumBelow / below - (total - sumBelow) / above : 0
    const between = below * above * apart * apart
    if (between > best) [best, threshold] = [between, shade]
  }
  return threshold
}

/** A connected region: how many pixels it has, what is enclosed in its rows counted too, and the two ends of each row. */
export interface Region {
  readonly pixels: number
  readonly filled: number
  readonly rim: readonly Point[]
}

/** The largest connected region that is brighter than a shade. */
export function largestBrightRegion(grey: Grey, threshold: number): Region | undefined {
  const seen = Uint8Array.from(grey.data, (shade) => (shade > threshold ? 0 : 1))
  let best: Region | undefined
  for (let start = seen.indexOf(0); start >= 0; start = seen.indexOf(0, start)) {
    const region = regionFrom(start, seen, grey.width)
    if (region.pixels > (best?.pixels ?? 0)) best = region
  }
  return best
}

/** Floods from one pixel; what was reached is marked as seen. */
function regionFrom(start: number, seen: Uint8Array, width: number): Region {
  const ends = new Map<number, [from: number, to: number]>()
  const open = [start]
  seen[start] = 1
  let pixels = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    pixels++
    const [x, y] = [at % width, Math.floor(at / width)]
    const [from, to] = ends.get(y) ?? [x, x]
    ends.set(y, [Math.min(from, x), Math.max(to, x)])
    const beside = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
    const fresh = beside.filter((next) => seen[next] === 0)
    for (const next of fresh) seen[next] = 1
    open.push(...fresh)
  }
  const rim = [...ends].flatMap(([y, [from, to]]) => cornersOf(from, to + 1, y))
  const filled = [...ends.values()].reduce((sum, [from, to]) => sum + to - from + 1, 0)
  return { pixels, filled, rim }
}

const cornersOf = (left: number, right: number, top: number): readonly Point[] =>
  [top, top + 1].flatMap((y) => [
    { x: left, y },
    { x: right, y },
  ])
