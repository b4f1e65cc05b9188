import { normaliseDocumentNumber } from '../contract/document/index.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { isErasureDue } from './closing-rules.ts'
import { type Holder, holderOf } from './holder.ts'
import { identifiersOf } from './identifier.ts'
import { madeUpOwner, type OwnerShown } from './made-up-owner.ts'
import { sealedColumns } from './sealed-columns.ts'

/** Who stands behind a name that was typed in recovery: an account, or nobody, shown as if there were one. */
export interface NamedOwner extends OwnerShown {
  readonly accountId: string | undefined
}

/** Read in place of an account that is not there, so that both ways cost the same. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** An account about to be closed can still get a new password, which does not take the closing back. */
function isRecoverable({ clock }: AccountParts, account: accounts.AccountRow): boolean {
  if (account.status === 'active') return true
  return account.status === 'closing' && !isErasureDue(account, instant(clock.now()))
}

function realOwner(
  parts: AccountParts,
  account: accounts.AccountRow | undefined,
  binding: accounts.BindingRow | undefined,
): NamedOwner | undefined {
  if (!account || account.sealedPhone === null || !isRecoverable(parts, account)) return undefined
  const { personal } = parts
  const phoneNumber = sealedColumns(personal, account.id).open('phone', account.sealedPhone)
  const documentNumber = binding && { documentNumber: holderOf(personal, binding).documentNumber }
  return { accountId: account.id, phoneNumber, ...documentNumber }
}

async function ownerBehind(parts: AccountParts, identifierHash: string, name: string): Promise<NamedOwner> {
  const { reader } = parts.database
  const id = (await accounts.ownerOf(reader, identifierHash)) ?? NOBODY
  const account = await accounts.accountById(reader, id)
  const binding = await accounts.bindingOf(reader, id)
  const nobody = { accountId: undefined, ...madeUpOwner(parts.personal, name) }
  return realOwner(parts, account, binding) ?? nobody
}

/** Who a typed name stands for in recovery. Closed, frozen and unknown accounts look the same: like one of somebody else. */
export function ownerNamed(parts: AccountParts, name: string): Promise<NamedOwner> {
  return ownerBehind(parts, identifiersOf(parts.personal).accountName(name), name)
}

/** Whose account a card is bound to; of cards that nobody has bound nobody can tell. */
export function ownerOfCard(parts: AccountParts, { type, documentNumber }: Holder): Promise<NamedOwner> {
  return ownerBehind(parts, identifiersOf(parts.personal).document(type, documentNumber), documentNumber)
}

/** Whether a typed document number is the one that the owner's account is bound to. */
export function isDocumentOf({ documentNumber }: NamedOwner, typed: string): boolean {
  return documentNumber !== undefined && normaliseDocumentNumber(documentNumber) === normaliseDocumentNumber(typed)
}

/** Whether an account that proved its phone can still get a new password, looked at where that is written. */
export async function mayRecover(tx: Transaction, parts: AccountParts, accountId: string): Promise<boolean> {
  const account = await accounts.accountById(tx, accountId)
  return account !== undefined && isRecoverable(parts, account)
}
