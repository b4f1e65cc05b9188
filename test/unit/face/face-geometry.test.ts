import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alignFace, ALIGNED_SIDE, enlarge, placementOf } from '../../../renderer/face/face-alignment.ts'
import { boxAround, eyeOpening, fivePoints, type Point, poseOf } from '../../../renderer/face/face-geometry.ts'
import { lightOn } from '../../../renderer/face/face-light.ts'

const stored = JSON.parse(readFileSync('test/fixtures/faces/chen-jing.mesh.json', 'utf8')) as { points: number[] }
const mesh: readonly Point[] = Array.from({ length: 468 }, (_, i) => [
  stored.points[i * 3]! / 10,
  stored.points[i * 3 + 1]! / 10,
])

const turned = (points: readonly Point[], degrees: number): Point[] => {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return points.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos])
}

describe('the pose', () => {
  test('of the portrait is nearly straight', () => {
    const { yaw, pitch, roll } = poseOf(mesh)
    expect([Math.abs(yaw) < 6, Math.abs(pitch) < 15, Math.abs(roll) < 6]).toEqual([true, true, true])
  })

  test('of a flat picture does not yaw when the picture is turned: it only gets narrower', () => {
    const narrow = mesh.map(([x, y]): Point => [x * Math.cos(0.7), y])
    expect(Math.abs(poseOf(narrow).yaw - poseOf(mesh).yaw)).toBeLessThan(2)
  })

  test('keeps yaw and pitch when the head is tilted', () => {
    const tilted = poseOf(turned(mesh, 20))
    expect(tilted.roll - poseOf(mesh).roll).toBeCloseTo(20, 5)
    expect(tilted.yaw).toBeCloseTo(poseOf(mesh).yaw, 5)
    expect(tilted.pitch).toBeCloseTo(poseOf(mesh).pitch, 5)
  })
})

test('eyes of which the upper lids come down are less open', () => {
  const lids = [160, 159, 158, 387, 386, 385]
  const lower = [144, 145, 153, 373, 374, 380]
  const shut = mesh.map((point, i): Point => (lids.includes(i) ? mesh[lower[lids.indexOf(i)]!]! : point))
  expect(eyeOpening(mesh)).toBeGreaterThan(0.3)
  expect(eyeOpening(shut)).toBeLessThan(0.05)
})

describe('the alignment', () => {
  const width = 640
  const dots = (points: readonly Point[]): Uint8ClampedArray => {
    const data = new Uint8ClampedArray(width * 480 * 4)
    for (const [x, y] of points) {
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        // prettier-ignore
        data.fill(255, ((Math.floor(y) + dy) * width + Math.floor(x) + dx) * 4, ((Math.floor(y) + dy) * width + Math.floor(x) + dx + 1) * 4)
      }
    }
    return data
  }

  test('puts the eyes level and in the same place for everybody', () => {
    const { leftEye, rightEye } = fivePoints(mesh)
    const rgb = alignFace({ data: dots([leftEye, rightEye]), width, height: 480 }, fivePoints(mesh))
    const lit = Array.from(rgb.keys()).filter((i) => i % 3 === 0 && rgb[i]! > 60)
    const rows = lit.map((i) => Math.floor(i / 3 / ALIGNED_SIDE))
    expect(lit.length).toBeGreaterThan(1)
    expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(5)
  })

  test('needs no scale for a face of its own size', () => {
    const { scale, cos } = placementOf(fivePoints(mesh))
    expect(scale).toBeGreaterThan(0.5)
    expect(cos).toBeGreaterThan(0.99)
  })

  test('enlarging keeps a flat picture flat and a place its place', () => {
    const flat = enlarge({ data: new Uint8ClampedArray(6 * 4 * 4).fill(77), width: 6, height: 4 }, 4)
    expect([flat.width, flat.height, ...new Set(flat.data)]).toEqual([24, 16, 77])
    const spot = new Uint8ClampedArray(5 * 5 * 4)
    spot[(3 * 5 + 1) * 4] = 255
    const large = enlarge({ data: spot, width: 5, height: 5 }, 4)
    expect(large.data[(14 * 20 + 6) * 4]).toBeGreaterThan(200)
  })
})

test('light is measured on the face and not around it', () => {
  const data = new Uint8ClampedArray(640 * 480 * 4)
  const { left, top, width, height } = boxAround(mesh)
  for (let y = Math.floor(top); y <= top + height; y++)
    data.fill(120, (y * 640 + Math.floor(left)) * 4, (y * 640 + Math.ceil(left + width)) * 4)
  const { brightness, clipping, sharpness } = lightOn({ data, width: 640, height: 480 }, { left, top, width, height })
  expect(brightness).toBeCloseTo(120, 0)
  expect(clipping).toBe(0)
  expect(sharpness).toBeLessThan(1)
})
