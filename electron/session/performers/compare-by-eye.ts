import { heldDocument } from '../held-document.ts'
import { complete, type Performance, type Scene } from '../performance.ts'
import { visualReason } from '../visual-reason.ts'

/** 人工核对: the clerk compares person and document; why it came to that is logged with the answer. */
export function compareByEye({ flow, log, memory }: Scene<'compare-by-eye'>): Performance<'compare-by-eye'> {
  const reason = visualReason(flow, log)
  return {
    enter: () => ({ reason, read: heldDocument(flow, log, memory) }),
    answer: ({ isSamePerson }) => complete(isSamePerson ? 'same-person' : 'other-person', { reason, isSamePerson }),
  }
}
