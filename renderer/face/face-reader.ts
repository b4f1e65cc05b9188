import { loadEmbedding } from './face-embedding.ts'
import { boxAround } from './face-geometry.ts'
import type { Picture } from './face-light.ts'
import { loadMeshDetector } from './mesh-detector.ts'

export { enlarge } from './face-alignment.ts'
export { distanceBetween } from './matching.ts'

/** Reads the largest face in a picture as numbers whose distance tells people apart; undefined without a face. */
export type FaceReader = (picture: Picture) => Promise<Float32Array | undefined>

/** The engine without a camera: for whoever has two pictures to compare, outside a browser too. */
export async function loadFaceReader(modelDir: string, wasmDir: string): Promise<FaceReader> {
  const detector = await loadMeshDetector(modelDir, wasmDir)
  const embed = await loadEmbedding(modelDir, detector.tf)
  return async (picture) => {
    const meshes = await detector.detect(picture)
    const [largest] = [...meshes].sort((a, b) => boxAround(b).width - boxAround(a).width)
    return largest && embed(picture, largest)
  }
}
