import jpeg from 'jpeg-js'
import { FaceEvidence, facePicture } from '../contract/face-check.ts'
import { Problem } from '../contract/failure.ts'
import { splitBatch } from '../contract/sealed-record.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** A picture as it came, with what its phone says of it. */
export interface FaceRequest {
  readonly evidence: FaceEvidence
  readonly jpeg: Uint8Array
}

/** Takes the two frames of a request apart; throws request.invalid for anything else. */
export function readFaceRequest(bytes: Uint8Array): FaceRequest {
  const [said, picture, more] = [...splitBatch(bytes)]
  const evidence = said && parseJson(Buffer.from(said).toString('utf8'))
  if (!picture || more || !isValid(FaceEvidence, evidence)) throw new Problem('request.invalid')
  return { evidence, jpeg: picture }
}

const MEGA = 1_000_000

/** Whether bytes are a whole picture of a sensible size; what claims to be huge is refused before anything is unpacked. */
export function isFacePicture(bytes: Uint8Array): boolean {
  const { maxBytes, minSide, maxSide } = facePicture
  if (bytes.length > maxBytes) return false
  try {
    const { width, height, data } = jpeg.decode(bytes, {
      ...{ useTArray: true, tolerantDecoding: false },
      maxResolutionInMP: (maxSide * maxSide) / MEGA,
      maxMemoryUsageInMB: 32,
    })
    data.fill(0)
    return Math.min(width, height) >= minSide && Math.max(width, height) <= maxSide
  } catch {
    return false
  }
}
