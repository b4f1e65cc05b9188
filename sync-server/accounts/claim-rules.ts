import type { FailureCode } from '../contract/failure.ts'
import { bindingFault, type BindingFacts } from './binding-rules.ts'

/** What somebody who proved name and number with a register may do beside binding a free document. */
export interface ClaimRights {
  /** 换绑 (manual 1.3.3.1): the account's own document gives way. */
  readonly mayReplace: boolean
  /** The one account from which the document may be taken, its phone was proved; or any, since staff have decided. */
  readonly takesFrom: { readonly accountId: string } | 'anyone' | 'nobody'
}

function gives(owner: string | undefined, { takesFrom }: ClaimRights): boolean {
  if (takesFrom === 'nobody') return false
  return takesFrom === 'anyone' || takesFrom.accountId === owner
}

/** Why a document cannot become an account's; undefined when it can. */
export function claimFault(facts: BindingFacts, rights: ClaimRights): FailureCode | undefined {
  const { documentHash, documentOwner, boundDocument } = facts
  if (rights.mayReplace && boundDocument === documentHash) return 'document.same-as-bound'
  return bindingFault({
    ...facts,
    documentOwner: gives(documentOwner, rights) ? undefined : documentOwner,
    boundDocument: rights.mayReplace ? undefined : boundDocument,
  })
}
