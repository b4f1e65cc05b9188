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
export type ReceiptCheck = (subject: ReceiptSubject, receipt: SignedReceipt) => boolean

/** The check against the keys that are pinned now; the key is prepared once for however many receipts come. */
export function receiptCheck({ signing }: ServerKeys): ReceiptCheck {
  const key = publicKeyOf('ed25519', signing.publicKey)
  return (subject, receipt) => {
    const { value } = receipt
    const isSubject =
      value.recordId === subject.recordId &&
      value.kioskId === subject.kioskId &&
      value.seq === subject.seq &&
      value.digest === subject.digest
    return isSubject && value.keyId === signing.id && isSignedBy(receipt, key)
  }
}
