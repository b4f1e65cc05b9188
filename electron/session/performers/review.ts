import { documentOf, documentSourceOf, evidenceOf } from '../../../sync-server/contract/evidence.ts'
import { documentTypeName } from '../../../sync-server/contract/document/index.ts'
import { maskDocumentNumber, maskName } from '../../../sync-server/contract/mask.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

/** 核对信息: the citizen sees, masked, what will be sealed. */
export function review({ flow, log, memory }: Scene<'review'>): Performance<'review'> {
  return {
    enter: () => {
      const document = documentOf(flow, log)
      if (!document) throw new Error('nothing was read before the review')
      const isByFace = evidenceOf(flow, log).some(({ kind }) => kind === 'face-match')
      return {
        maskedName: maskName(document.fullName),
        documentType: documentTypeName[document.type],
        maskedNumber: maskDocumentNumber(document.documentNumber),
        validUntil: document.validUntil,
        account: memory.accountWords,
        holderCheck: isByFace ? 'face' : 'two-person',
        source: documentSourceOf(flow, log),
      }
    },
    answer: () => complete('confirmed', {}),
  }
}
