import { posesAt } from './choreography.ts'
import { type FacePerson, facePeople, posableFace } from './face-people.ts'
import { type FacePose, posed } from './face-pose.ts'
import { greyImage, type PlanarImage, planesOf, shifted } from './planar-image.ts'
import type { ClipFormat } from './y4m.ts'

/** What stands before the simulated camera. `photo` is a print of chen-jing held up, `paper` a page on a desk, `frozen` a camera that hangs. */
export const cameraScenes = [...facePeople, 'empty', 'two-people', 'photo', 'paper', 'frozen', 'black'] as const
export type CameraScene = (typeof cameraScenes)[number]

const STILL = { width: 640, height: 480 } // the size of the stills
const SWAY = { x: 4, y: 2 }
const NOISE = 3

const isPerson = (scene: CameraScene): scene is FacePerson => facePeople.some((person) => person === scene)

/** The pictures of one loop, one for each pose of the choreography, so that every scene has the same length. */
export function* framesOf(scene: CameraScene, { width, height, fps }: ClipFormat): Generator<PlanarImage> {
  if (width !== STILL.width || height !== STILL.height) throw new Error('the stills are 640 × 480')
  const paint = painterOf(scene)
  const grain = grainOf(width * height)
  for (const [i, pose] of posesAt(fps).entries()) {
    const image = paint(pose)
    yield scene === 'frozen' || scene === 'black' ? image : grained(swayed(image, i / fps), grain, i)
  }
}

function painterOf(scene: CameraScene): (pose: FacePose) => PlanarImage {
  if (scene === 'black') return always(greyImage(STILL.width, STILL.height, 0))
  if (scene === 'empty') return always(emptyHall())
  if (scene === 'paper') return always(pageOnDesk())
  if (scene === 'two-people') return always(sideBySide())
  if (!isPerson(scene)) return always(posableFace('chen-jing').still)
  const { still, mesh } = posableFace(scene)
  const painted = new Map<string, PlanarImage>()
  return (pose) => {
    if (pose.yaw === 0 && pose.blink === 0) return still
    const key = `${pose.yaw}/${pose.blink}`
    const image = painted.get(key) ?? posed(still, mesh, pose)
    painted.set(key, image)
    return image
  }
}

const always = (image: PlanarImage) => (): PlanarImage => image

function emptyHall(): PlanarImage {
  const wall = greyImage(STILL.width, STILL.height, 150)
  wall.y.data.forEach((_, i) => (wall.y.data[i] = 130 + ((i % STILL.width) >> 4)))
  return wall
}

/** A printed page on a dark desk, leaning to the right: its left and right edges move across as one looks down. */
function pageOnDesk(): PlanarImage {
  const desk = greyImage(STILL.width, STILL.height, 60)
  const { data } = desk.y
  data.forEach((_, i) => {
    const [x, y] = [i % STILL.width, Math.floor(i / STILL.width)]
    const [left, right] = [150 - y / 8, 460 + y / 8]
    const isPage = y > 60 && y < 420 && x > left && x < right
    const isPrint = y % 40 < 8 && y > 100 && y < 380 && x > left + 40 && x < right - 60
    if (isPage) data[i] = isPrint ? 70 : 225
  })
  return desk
}

/** Two half pictures side by side: the middle of each still, where the face is. */
function sideBySide(): PlanarImage {
  const left = posableFace('chen-jing').still
  const right = posableFace('wang-lei').still
  const both = greyImage(STILL.width, STILL.height, 0)
  const sources = [planesOf(left), planesOf(right)]
  planesOf(both).forEach(([target], k) => {
    const half = target.width / 2
    for (let row = 0; row < target.height; row++) {
      sources.forEach((planes, side) => {
        const [plane] = planes[k] ?? []
        const from = row * target.width + half / 2
        if (plane !== undefined)
          target.data.set(plane.data.subarray(from, from + half), row * target.width + side * half)
      })
    }
  })
  return both
}

/** Nobody stands quite still; whole even pixels keep this fast. */
function swayed(image: PlanarImage, seconds: number): PlanarImage {
  const even = (value: number): number => 2 * Math.round(value / 2)
  return shifted(image, even(SWAY.x * Math.sin(seconds * 2.1)), even(SWAY.y * Math.sin(seconds * 1.3)))
}

/** The same grain for every run: a clip must not differ between two test runs. */
function grainOf(length: number): Int8Array {
  const grain = new Int8Array(length)
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    grain[i] = ((state >>> 24) % (2 * NOISE + 1)) - NOISE
  }
  return grain
}

function grained(image: PlanarImage, grain: Int8Array, frame: number): PlanarImage {
  const data = new Uint8Array(image.y.data.length)
  const offset = (frame * 7919) % data.length
  for (let i = 0, g = offset; i < data.length; i++, g = g + 1 === data.length ? 0 : g + 1) {
    const value = (image.y.data[i] ?? 0) + (grain[g] ?? 0)
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return { ...image, y: { ...image.y, data } }
}
