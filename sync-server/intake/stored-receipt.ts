import { SignedReceipt } from '../contract/sealed-record.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** A receipt as the books keep it. */
export function storedReceipt(text: string): SignedReceipt {
  const receipt = parseJson(text)
  if (!isValid(SignedReceipt, receipt)) throw new Error('a stored receipt is none')
  return receipt
}
