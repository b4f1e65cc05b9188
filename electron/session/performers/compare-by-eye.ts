import { MAX_ATTACHMENT_BYTES } from '../../../sync-server/contract/sealed-record.ts'
import { heldDocument } from '../held-document.ts'
import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Scene } from '../performance.ts'
import { visualReason } from '../visual-reason.ts'

/** 人工核对: the clerk compares person and document; why it came to that is logged with the answer, and the page where it was filed. */
export function compareByEye({ flow, log, memory, ports }: Scene<'compare-by-eye'>): Performance<'compare-by-eye'> {
  const reason = visualReason(flow, log)
  const { documentCamera } = ports
  const file = (given: unknown) => {
    const bytes = imageBytes(given, 'image/jpeg', MAX_ATTACHMENT_BYTES)
    const page = memory.attach('paper-page', bytes, 'image/jpeg')
    bytes.fill(0)
    return { page }
  }
  return {
    enter: () => ({
      reason,
      read: heldDocument(flow, log, memory),
      ...(documentCamera === undefined ? {} : { documentCamera }),
    }),
    answer: ({ isSamePerson, page }) =>
      complete(isSamePerson ? 'same-person' : 'other-person', {
        ...{ reason, isSamePerson },
        ...(page === undefined ? {} : file(page)),
      }),
  }
}
