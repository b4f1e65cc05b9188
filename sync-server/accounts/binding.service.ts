import type { AccountRef } from '../contract/account.ts'
import type { IdentityDocument } from '../contract/document/index.ts'
import type { FailureCode } from '../contract/failure.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import type { LevelDecision } from '../contract/evidence.ts'
import { instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { bindingFault } from './binding-rules.ts'
import { type Holder, sealHolder } from './holder.ts'
import { identifiersOf } from './identifier.ts'

/** Either the account that a record is about and its level before the record, or why there is none. `new` is opened only when everything else holds. */
export type Resolved =
  | { readonly accountId: string; readonly before: AssuranceLevel }
  | { readonly isNew: true; readonly phoneNumber: string }
  | { readonly fault: FailureCode }

async function idOf(tx: Reader, parts: AccountParts, who: { account: AccountRef; document: IdentityDocument }) {
  const identifiers = identifiersOf(parts.personal)
  const { account, document } = who
  switch (account.by) {
    case 'account':
      return account.accountId
    case 'phone':
    case 'new':
      return accounts.ownerOf(tx, identifiers.phone(account.phoneNumber))
    case 'username':
      return accounts.ownerOf(tx, identifiers.username(account.username))
    case 'document':
      return accounts.ownerOf(tx, identifiers.document(document.type, document.documentNumber))
  }
}

/** Finds the account that a record means, whatever the clerk could say about it. */
export async function resolveAccount(
  tx: Reader,
  parts: AccountParts,
  who: { account: AccountRef; document: IdentityDocument },
): Promise<Resolved> {
  const id = await idOf(tx, parts, who)
  if (who.account.by === 'new') {
    return id === undefined ? { isNew: true, phoneNumber: who.account.phoneNumber } : { fault: 'account.phone-taken' }
  }
  const account = id === undefined ? undefined : await accounts.accountById(tx, id)
  if (!account || account.status === 'deregistered') return { fault: 'account.not-found' }
  return account.status === 'frozen' ? { fault: 'account.frozen' } : { accountId: account.id, before: account.level }
}

/** Why the read document cannot be bound to the account; undefined when it can. */
export async function bindingFaultOf(
  tx: Reader,
  parts: AccountParts,
  { accountId, document }: { accountId: string; document: Pick<Holder, 'type' | 'documentNumber'> },
): Promise<FailureCode | undefined> {
  const documentHash = identifiersOf(parts.personal).document(document.type, document.documentNumber)
  const documentOwner = await accounts.ownerOf(tx, documentHash)
  const boundDocument = (await accounts.bindingOf(tx, accountId))?.documentHash
  return bindingFault({ accountId, documentHash, documentOwner, boundDocument })
}

/** Opens the account of a record that names a new one. */
export { openIn as openForRecord } from './accounts.service.ts'

/** Binds the document to the account; the caller has asked for faults in the same transaction. */
export async function bind(
  tx: Transaction,
  parts: AccountParts,
  what: { accountId: string; document: Holder; recordId: string | null },
): Promise<void> {
  const { accountId, document, recordId } = what
  const { type, documentNumber, fullName } = document
  const documentHash = identifiersOf(parts.personal).document(type, documentNumber)
  const boundAt = instant(parts.clock.now())
  await accounts.claim(tx, { hash: documentHash, kind: 'document', accountId, claimedAt: boundAt })
  const sealedHolder = sealHolder(parts.personal, accountId, { type, documentNumber, fullName })
  await accounts.keepBinding(tx, { accountId, documentHash, documentType: type, sealedHolder, recordId, boundAt })
}

/** Writes on the account what was granted; only a grant does this. */
export function raiseLevel(
  tx: Transaction,
  accountId: string,
  grant: LevelDecision & { recordId: string },
): Promise<void> {
  return accounts.setLevel(tx, accountId, grant)
}

export { allLevels } from './accounts.repository.ts'
