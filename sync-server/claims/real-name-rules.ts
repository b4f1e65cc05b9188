import { checkValidity, type DocumentType, normaliseDocumentNumber } from '../contract/document/index.ts'
import type { FailureCode } from '../contract/failure.ts'
import { realNameDocument } from '../contract/real-name-document.ts'

/** 实名信息 as it is typed. */
export interface TypedRealName {
  readonly documentType: string
  readonly fullName: string
  readonly documentNumber: string
  readonly validFrom: string
  readonly validity: string
  readonly validUntil?: string
}

/** Whom typed 实名信息 speaks of, and what the register is told besides. */
interface ReadRealName {
  readonly holder: { readonly type: DocumentType; readonly fullName: string; readonly documentNumber: string }
  readonly facts: { readonly validFrom: string; readonly validUntil: string }
}

/** `20180606` as it is typed, `2018-06-06` as it is compared. */
const dayOf = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`

/** 实名信息 whose fields have passed their rules: what it says, or why its document does not count on this day. */
export function readRealName(
  { documentType, fullName, documentNumber, validFrom, validity, validUntil }: TypedRealName,
  today: string,
): ReadRealName | { readonly fault: FailureCode } {
  const type = realNameDocument(documentType)?.type
  if (!type) return { fault: 'request.invalid' }
  const until = validity === 'long-term' ? 'long-term' : dayOf(validUntil ?? '')
  const [fault] = checkValidity({ validFrom: dayOf(validFrom), validUntil: until }, today)
  if (fault) return { fault: `document.${fault}` }
  return {
    holder: {
      type,
      fullName: fullName.normalize('NFC').trim(),
      documentNumber: normaliseDocumentNumber(documentNumber),
    },
    facts: { validFrom, validUntil: validUntil ?? 'long-term' },
  }
}
