import type { FailureCode } from '../contract/failure.ts'

/** Who has claimed what, when a document is to be bound to an account; hashes and ids only. */
export interface BindingFacts {
  readonly accountId: string
  readonly documentHash: string
  /** The account that the document is bound to already. */
  readonly documentOwner: string | undefined
  /** The document that the account is bound to already. */
  readonly boundDocument: string | undefined
}

/** Why a document cannot be bound to an account; undefined when it can, or already is. */
export function bindingFault(facts: BindingFacts): FailureCode | undefined {
  if (facts.documentOwner !== undefined && facts.documentOwner !== facts.accountId) return 'document.bound-elsewhere'
  if (facts.boundDocument !== undefined && facts.boundDocument !== facts.documentHash)
    return 'document.differs-from-account'
  return undefined
}
