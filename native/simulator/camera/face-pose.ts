import type { FaceMesh, Vertex } from './face-mesh.ts'
import { type PlanarImage, planesOf } from './planar-image.ts'
import { type Corners, type MovedTriangle, paintTriangle, signedArea } from './warp-plane.ts'

/** What the face does in one frame: yaw in degrees to the person's own left, blink from 0 (open) to 1 (shut). */
export interface FacePose {
  readonly yaw: number
  readonly blink: number
}

/** Lids of both eyes in the 468-point mesh, outer to inner corner: upper lid, lower lid and the fold above. */
// prettier-ignore
const EYES = [
  { upper: [246, 161, 160, 159, 158, 157, 173], lower: [7, 163, 144, 145, 153, 154, 155], fold: [247, 30, 29, 27, 28, 56, 190] },
  { upper: [466, 388, 387, 386, 385, 384, 398], lower: [249, 390, 373, 374, 380, 381, 382], fold: [467, 260, 259, 257, 258, 286, 414] },
] as const
const LID_TRAVEL = { upper: 0.97, fold: 0.35, lower: -0.03 } as const
const CAMERA_DISTANCE = 9 // in face widths; gives the near half of a turned face its extra size
const FAR_AWAY = 1000

interface Spot {
  x: number
  y: number
  depth: number
}

function shutEyes(spots: Spot[], blink: number): void {
  for (const { upper, lower, fold } of EYES) {
    upper.forEach((lid, i) => {
      const [up, low, over] = [spots[lid], spots[lower[i] ?? 0], spots[fold[i] ?? 0]]
      if (up === undefined || low === undefined || over === undefined) return
      const gap = (low.y - up.y) * blink
      up.y += gap * LID_TRAVEL.upper
      over.y += gap * LID_TRAVEL.fold
      low.y += gap * LID_TRAVEL.lower
    })
  }
}

function turnHead(spots: Spot[], { centre, width, vertices }: FaceMesh, yaw: number): void {
  const angle = (yaw * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const axis = Math.max(...vertices.map(({ depth }) => depth)) / 2
  for (const spot of spots) {
    const [across, behind] = [spot.x - centre[0], spot.depth - axis]
    const depth = across * sin + behind * cos
    const nearness = (width * CAMERA_DISTANCE - depth) / (width * CAMERA_DISTANCE - behind)
    spot.x = centre[0] + (across * cos - behind * sin) * nearness
    spot.y = centre[1] + (spot.y - centre[1]) * nearness
    spot.depth = depth
  }
}

/** Where every vertex of a mesh lies when the face takes a pose. */
function spotsFor(mesh: FaceMesh, { yaw, blink }: FacePose): readonly Spot[] {
  const isFace = (_: Vertex, i: number): boolean => !mesh.follows.has(i)
  const spots = mesh.vertices.filter(isFace).map(({ u, v, depth }): Spot => ({ x: u, y: v, depth }))
  shutEyes(spots, blink)
  turnHead(spots, mesh, yaw)
  mesh.follows.forEach(([leader, share], i) => {
    const [vertex, moved, was] = [mesh.vertices[i], spots[leader], mesh.vertices[leader]]
    if (vertex === undefined || moved === undefined || was === undefined) return
    spots[i] = { x: vertex.u + (moved.x - was.u) * share, y: vertex.v + (moved.y - was.v) * share, depth: FAR_AWAY }
  })
  return spots
}

function trianglesFor(mesh: FaceMesh, pose: FacePose): readonly MovedTriangle[] {
  const spots = spotsFor(mesh, pose)
  const still = ([a, b, c]: readonly number[]): Corners => {
    const [p, q, r] = [mesh.vertices[a ?? 0], mesh.vertices[b ?? 0], mesh.vertices[c ?? 0]]
    return [p?.u ?? 0, p?.v ?? 0, q?.u ?? 0, q?.v ?? 0, r?.u ?? 0, r?.v ?? 0]
  }
  const moved = ([a, b, c]: readonly number[]): Corners => {
    const [p, q, r] = [spots[a ?? 0], spots[b ?? 0], spots[c ?? 0]]
    return [p?.x ?? 0, p?.y ?? 0, q?.x ?? 0, q?.y ?? 0, r?.x ?? 0, r?.y ?? 0]
  }
  const depth = (triangle: readonly number[]): number => triangle.reduce((sum, i) => sum + (spots[i]?.depth ?? 0), 0)
  return mesh.triangles
    .map((triangle) => ({ from: still(triangle), to: moved(triangle), depth: depth(triangle) }))
    .filter(({ from, to }) => signedArea(from) * signedArea(to) > 0) // those that turned away are hidden
    .sort((a, b) => b.depth - a.depth)
}

const scaled = (corners: Corners, by: number): Corners => [
  corners[0] * by,
  corners[1] * by,
  corners[2] * by,
  corners[3] * by,
  corners[4] * by,
  corners[5] * by,
]

/** Paints the still with its face in another pose. */
export function posed(still: PlanarImage, mesh: FaceMesh, pose: FacePose): PlanarImage {
  const copy = (plane: PlanarImage['y']): PlanarImage['y'] => ({ ...plane, data: plane.data.slice() })
  const painted = { y: copy(still.y), u: copy(still.u), v: copy(still.v) }
  const targets = planesOf(painted)
  const triangles = trianglesFor(mesh, pose)
  planesOf(still).forEach(([source, scale], i) => {
    const [target] = targets[i] ?? []
    if (target === undefined) return
    for (const { from, to } of triangles)
      paintTriangle(source, target, { from: scaled(from, scale), to: scaled(to, scale) })
  })
  return painted
}
