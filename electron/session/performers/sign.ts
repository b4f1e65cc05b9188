import { Problem } from '../../../sync-server/contract/failure.ts'
import { handwritingFault } from '../../../sync-server/contract/signature.ts'
import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

const MAX_SIGNATURE_BYTES = 200 * 1024

/** 签名确认: the citizen's own hand, as a picture and as the strokes and times in which it was written. */
export function sign({ memory }: Scene<'sign'>): Performance<'sign'> {
  return {
    enter: () => ({}),
    answer: ({ png, handwriting }) => {
      if (handwritingFault(handwriting)) throw new Problem('signature.not-written')
      const picture = imageBytes(png, 'image/png', MAX_SIGNATURE_BYTES)
      const signature = memory.attach('signature', picture, 'image/png')
      picture.fill(0)
      return complete('signed', { signature, handwriting })
    },
  }
}
