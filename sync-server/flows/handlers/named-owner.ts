import { type NamedOwner, ownerNamed } from '../../accounts/recovery.service.ts'
import { Problem } from '../../contract/failure.ts'
import type { StepContext } from '../step-handler.ts'

/** Who stands behind the name that was typed at the beginning of a recovery, as things are now. */
export function namedOwnerOf({ parts, memory }: StepContext): Promise<NamedOwner> {
  if (memory.accountName === undefined) throw new Problem('flow.gone')
  return ownerNamed(parts, memory.accountName)
}

/** How somebody proves to be an owner: by the phone, and by the ID number too where the account has a real name. */
export function recoveryWayOf(owner: NamedOwner): 'phone' | 'phone-and-document' {
  return owner.documentNumber === undefined ? 'phone' : 'phone-and-document'
}
