import * as faceApi from 'faceapi-nobundle'
import type { TensorFlow } from 'human-nobundle'
import { ALIGNED_SIDE, alignFace } from './face-alignment.ts'
import { fivePoints, type Point } from './face-geometry.ts'
import type { Picture } from './face-light.ts'

class Absent {}

/** The library looks for a page or for Node and gives up in a worker, so it is told what there is. */
function tellEnvironment(): void {
  faceApi.env.setEnv({
    Canvas: OffscreenCanvas,
    CanvasRenderingContext2D: OffscreenCanvasRenderingContext2D,
    Image: Absent,
    ImageData,
    Video: Absent,
    createCanvasElement: () => new OffscreenCanvas(1, 1),
    createImageElement: () => new Absent(),
    createVideoElement: () => new Absent(),
    fetch: (url: string, init?: RequestInit) => fetch(url, init),
    readFile: () => Promise.reject(new Error('there are no files in a worker')),
  })
}

/** Turns a face into 128 numbers whose distance tells people apart. */
export type Embed = (picture: Picture, mesh: readonly Point[]) => Promise<Float32Array>

/** Loads the recognition network; it runs on the tensor library that the detector brought along. */
export async function loadEmbedding(modelDir: string, tf: TensorFlow): Promise<Embed> {
  tellEnvironment()
  const network = faceApi.nets.faceRecognitionNet
  await network.loadFromUri(`${modelDir}/face-api`)
  return async (picture, mesh) => {
    const aligned = alignFace(picture, fivePoints(mesh))
    const input = tf.tensor(aligned, [ALIGNED_SIDE, ALIGNED_SIDE, 3], 'int32')
    aligned.fill(0)
    try {
      return await network.computeFaceDescriptor(input)
    } finally {
      tf.dispose(input)
    }
  }
}
