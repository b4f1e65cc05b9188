import Human, { type Detected, type TensorFlow } from 'human-nobundle'
import { MESH_POINTS, type Point } from './face-geometry.ts'
import type { Picture } from './face-light.ts'

const off = { enabled: false }

/** Everything the library offers is off but detector, mesh and iris; its own spoof and liveness scores do not separate. */
function configuration(modelDir: string, wasmDir: string): object {
  return {
    backend: 'wasm',
    wasmPath: withSlash(wasmDir), // its default is a public server
    modelBasePath: withSlash(`${modelDir}/human`),
    debug: false,
    async: true,
    warmup: 'none',
    cacheSensitivity: 0, // a kept result would answer for the person before
    skipAllowed: false,
    deallocate: true,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: 2, minConfidence: 0.4, return: false },
      mesh: { enabled: true },
      iris: { enabled: true },
      emotion: off,
      description: off,
      antispoof: off,
      liveness: off,
    },
  }
}

const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`)

/** Finds the face meshes in a picture; also hands out the tensor library, which the embedding shares. */
export interface MeshDetector {
  readonly tf: TensorFlow
  detect(picture: Picture): Promise<readonly (readonly Point[])[]>
}

export async function loadMeshDetector(modelDir: string, wasmDir: string): Promise<MeshDetector> {
  const human = new Human(configuration(modelDir, wasmDir))
  await human.load()
  const { tf } = human
  const detect = async (picture: Picture): Promise<readonly (readonly Point[])[]> => {
    const rgb = withoutAlpha(picture)
    const input = tf.tensor(rgb, [picture.height, picture.width, 3], 'int32')
    rgb.fill(0)
    try {
      const { face, error } = await human.detect(input)
      if (error !== null) throw new Error(error)
      return face.filter(({ mesh }) => mesh.length >= MESH_POINTS).map(({ mesh }) => pointsOf(mesh))
    } finally {
      tf.dispose(input)
    }
  }
  return { tf, detect }
}

function withoutAlpha({ data, width, height }: Picture): Int32Array {
  const rgb = new Int32Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0
    rgb[to + 1] = data[from + 1] ?? 0
    rgb[to + 2] = data[from + 2] ?? 0
  }
  return rgb
}

const pointsOf = (mesh: Detected['mesh']): readonly Point[] =>
  mesh.slice(0, MESH_POINTS).map(([x, y]) => [x, y] as const)
