import type { ServerKeys } from '../../sync-server/contract/kiosk.ts'
import type { SignedReceipt } from '../../sync-server/contract/sealed-record.ts'
import { publicKeyOf } from '../platform/keys.ts'
import { isSignedBy } from '../platform/signing.ts'

/** What a receipt must be about, to the letter. */
export interface ReceiptSubject {
  readonly recordId: string
  readonly kioskId: string
  readonly seq: number
  readonly digest: string
}

/** Whether a receipt is about exactly this record and signed by the pinned key; only then may a record's bytes go. */
export function isReceiptFor(subject: ReceiptSubject, receipt: SignedReceipt, keys: ServerKeys): boolean {
  const { value } = receipt
  const isSubject =
    value.recordId === subject.recordId &&
    value.kioskId === subject.kioskId &&
    value.seq === subject.seq &&
    value.digest === subject.digest
  return (
    isSubject && value.keyId === keys.signing.id && isSignedBy(receipt, publicKeyOf('ed25519', keys.signing.publicKey))
  )
}
