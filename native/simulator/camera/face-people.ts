import jpeg from 'jpeg-js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FaceMesh, faceMeshOf, type StoredMesh } from './face-mesh.ts'
import { type PlanarImage, planarOf } from './planar-image.ts'

/**
 * The made-up people of the simulator. `chen-jing` matches her card, `wang-lei` matches his own card and nobody else's,
 * and `li-review` looks so unlike the card that two people have to decide.
 */
export const facePeople = ['chen-jing', 'wang-lei', 'li-review'] as const
export type FacePerson = (typeof facePeople)[number]

const folder = join(import.meta.dirname, '../../../test/fixtures/faces')

/** A person's still with the mesh that was found on it. */
export interface PosableFace {
  readonly still: PlanarImage
  readonly mesh: FaceMesh
}

const readJson = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T

/** Loads a person as the camera sees them. */
export function posableFace(person: FacePerson): PosableFace {
  const still = jpeg.decode(readFileSync(join(folder, `${person}.jpg`)), { useTArray: true })
  const mesh = faceMeshOf(readJson<StoredMesh>(`${person}.mesh.json`), readJson<number[]>('face-triangles.json'))
  return { still: planarOf(still), mesh }
}

/**
 * The photo block of a person's simulated card, 1024 bytes: `HALLDEMO` in ASCII, the length of the picture as
 * big-endian 16-bit number, a greyscale JPEG of 102 × 126, zeros.
 */
export function chipPhotoOf(person: FacePerson): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, `${person}.chip.bin`)))
}
