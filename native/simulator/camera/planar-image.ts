/** One channel of a picture, 8 bits a pixel. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A picture as Chromium's fake camera takes it: luminance at full size, both colour differences at half size. */
export interface PlanarImage {
  readonly y: Plane
  readonly u: Plane
  readonly v: Plane
}

interface Rgba {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const clamp = (value: number): number => Math.max(0, Math.min(255, value))

/** An empty picture of one grey (128 is the middle). */
export function greyImage(width: number, height: number, grey: number): PlanarImage {
  const plane = (w: number, h: number, value: number): Plane => ({
    width: w,
    height: h,
    data: new Uint8Array(w * h).fill(value),
  })
  return { y: plane(width, height, grey), u: plane(width / 2, height / 2, 128), v: plane(width / 2, height / 2, 128) }
}

/** Converts RGBA to full-range BT.601 planes; width and height must be even. */
export function planarOf({ width, height, data }: Rgba): PlanarImage {
  const image = greyImage(width, height, 0)
  const { y, u, v } = image
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [r, g, b] = [data[pixel * 4] ?? 0, data[pixel * 4 + 1] ?? 0, data[pixel * 4 + 2] ?? 0]
    y.data[pixel] = clamp((77 * r + 150 * g + 29 * b) >> 8)
    const [column, row] = [pixel % width, Math.floor(pixel / width)]
    if (row % 2 === 1 || column % 2 === 1) continue
    const half = (row / 2) * (width / 2) + column / 2
    u.data[half] = clamp(128 + ((-43 * r - 85 * g + 128 * b) >> 8))
    v.data[half] = clamp(128 + ((128 * r - 107 * g - 21 * b) >> 8))
  }
  return image
}

/** The three planes with how much smaller each is than the picture. */
export function planesOf({ y, u, v }: PlanarImage): readonly (readonly [plane: Plane, scale: number])[] {
  return [
    [y, 1],
    [u, 0.5],
    [v, 0.5],
  ]
}

/** Lays a picture into another, moved by whole even pixels; what falls outside is cut off, what is missing repeats the edge. */
export function shifted(image: PlanarImage, dx: number, dy: number): PlanarImage {
  const move = (plane: Plane, x: number, y: number): Plane => {
    const data = new Uint8Array(plane.data.length)
    for (let row = 0; row < plane.height; row++) {
      const from = Math.max(0, Math.min(plane.height - 1, row - y)) * plane.width
      const source = plane.data.subarray(from, from + plane.width)
      const target = data.subarray(row * plane.width, (row + 1) * plane.width)
      target.fill(x > 0 ? (source[0] ?? 0) : (source[plane.width - 1] ?? 0))
      if (x >= 0) target.set(source.subarray(0, plane.width - x), x)
      else target.set(source.subarray(-x))
    }
    return { ...plane, data }
  }
  return { y: move(image.y, dx, dy), u: move(image.u, dx / 2, dy / 2), v: move(image.v, dx / 2, dy / 2) }
}
