import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

const MAX_SIGNATURE_BYTES = 200 * 1024

/** 签名确认: the citizen's own hand, as a picture. */
export function sign({ memory }: Scene<'sign'>): Performance<'sign'> {
  return {
    enter: () => ({}),
    answer: ({ png, strokes }) => {
      const picture = imageBytes(png, 'image/png', MAX_SIGNATURE_BYTES)
      const signature = memory.attach('signature', picture, 'image/png')
      picture.fill(0)
      return complete('signed', { signature, strokes })
    },
  }
}
