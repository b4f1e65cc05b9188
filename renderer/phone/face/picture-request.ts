import type { FaceAttempt, FaceEvidence } from '../../../sync-server/contract/face-check.ts'
import { measuresOf } from '../../../sync-server/contract/face-quality.ts'
import type { CapturedPicture } from '../../shared/useCapture.ts'

/** Who sends a picture, and for which try. */
type Sender = Pick<FaceEvidence, 'phoneToken' | 'matchNumber'> & Pick<FaceAttempt, 'nonce'>

/** A picture with what is said of it, in two frames (u32be length and bytes each): the engine's inside stays here. */
export function pictureRequest(sender: Sender, { jpeg, quality, liveness }: CapturedPicture): Uint8Array {
  const { verdict, method, challenges } = liveness
  const evidence: FaceEvidence = {
    ...sender,
    quality: measuresOf(quality),
    liveness: { verdict, method, challenges: [...challenges] },
  }
  const said = new TextEncoder().encode(JSON.stringify(evidence))
  const request = new Uint8Array(8 + said.length + jpeg.length)
  const view = new DataView(request.buffer)
  view.setUint32(0, said.length)
  request.set(said, 4)
  view.setUint32(4 + said.length, jpeg.length)
  request.set(jpeg, 8 + said.length)
  return request
}
