/** A vertex in the still (u, v) with its depth; nearer to the camera is smaller. */
export interface Vertex {
  readonly u: number
  readonly v: number
  readonly depth: number
}

/** The still's face as vertices and triangles, with two rings around it that carry the hair along and pin the background. */
export interface FaceMesh {
  readonly vertices: readonly Vertex[]
  readonly triangles: readonly (readonly [number, number, number])[]
  readonly centre: readonly [u: number, v: number]
  readonly width: number
  /** For ring vertices: the vertex of the face's outline they follow, and how closely. */
  readonly follows: ReadonlyMap<number, readonly [vertex: number, share: number]>
}

/** How a mesh is kept in a file: landmark coordinates x, y, z in tenths of a pixel, and triangles as vertex numbers. */
export interface StoredMesh {
  readonly points: readonly number[]
}

/** Vertex numbers of the 468-point mesh along the outline of a face, clockwise from the forehead. */
// prettier-ignore
const OUTLINE = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
  152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]
const NOSE_TIP = 1
const EAR = 234
const HEAD_DEPTH = 0.62 // from nose tip to ears, in face widths: detectors underestimate it for a flat still
const RINGS = [
  { size: 1.22, share: 0.75 },
  { size: 1.9, share: 0 },
] as const

interface Extent {
  readonly centre: readonly [number, number]
  readonly width: number
}

function verticesOf(points: readonly number[]): Vertex[] {
  const vertices: Vertex[] = []
  for (let i = 0; i + 2 < points.length; i += 3) {
    vertices.push({ u: (points[i] ?? 0) / 10, v: (points[i + 1] ?? 0) / 10, depth: (points[i + 2] ?? 0) / 10 })
  }
  return vertices
}

function extentOf(vertices: readonly Vertex[]): Extent {
  const us = vertices.map(({ u }) => u)
  const vs = vertices.map(({ v }) => v)
  const [left, right, top, bottom] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)]
  return { centre: [(left + right) / 2, (top + bottom) / 2], width: right - left }
}

function deepened(vertices: readonly Vertex[], width: number): Vertex[] {
  const depths = vertices.map(({ depth }) => depth)
  const isNoseNearer = (depths[NOSE_TIP] ?? 0) < (depths[EAR] ?? 0)
  const scale = ((isNoseNearer ? 1 : -1) * HEAD_DEPTH * width) / (Math.max(...depths) - Math.min(...depths))
  return vertices.map((vertex) => ({ ...vertex, depth: vertex.depth * scale }))
}

function ringAround(face: readonly Vertex[], [cu, cv]: readonly [number, number], size: number): Vertex[] {
  return OUTLINE.map((i) => {
    const { u, v } = face[i] ?? { u: cu, v: cv }
    return { u: cu + (u - cu) * size, v: cv + (v - cv) * size, depth: 0 }
  })
}

/** Triangles between two closed strings of vertices. */
function band(inner: readonly number[], outer: readonly number[]): [number, number, number][] {
  return inner.flatMap((a, i): [number, number, number][] => {
    const next = (i + 1) % inner.length
    const [b, c, d] = [inner[next] ?? 0, outer[i] ?? 0, outer[next] ?? 0]
    return [
      [a, b, c],
      [b, d, c],
    ]
  })
}

/** Builds the mesh of one still. */
export function faceMeshOf({ points }: StoredMesh, faceTriangles: readonly number[]): FaceMesh {
  const flat = verticesOf(points)
  const { centre, width } = extentOf(flat)
  const face = deepened(flat, width)
  const triangles: [number, number, number][] = []
  for (let i = 0; i < faceTriangles.length; i += 3) {
    triangles.push([faceTriangles[i] ?? 0, faceTriangles[i + 1] ?? 0, faceTriangles[i + 2] ?? 0])
  }
  const follows = new Map<number, readonly [number, number]>()
  let vertices = face
  let inner: readonly number[] = OUTLINE
  for (const { size, share } of RINGS) {
    const outer = OUTLINE.map((_, i) => vertices.length + i)
    OUTLINE.forEach((vertex, i) => follows.set(outer[i] ?? 0, [vertex, share]))
    triangles.push(...band(inner, outer))
    vertices = [...vertices, ...ringAround(face, centre, size)]
    inner = outer
  }
  return { vertices, triangles, centre, width, follows }
}
