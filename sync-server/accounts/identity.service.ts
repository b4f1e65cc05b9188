import { Problem } from '../contract/failure.ts'
import { instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { bind } from './binding.service.ts'
import { type ClaimRights, claimFault } from './claim-rules.ts'
import { type Holder, holderOf } from './holder.ts'
import { identifiersOf } from './identifier.ts'
import { activeAccount } from './owner-changes.service.ts'
import { sealedColumns } from './sealed-columns.ts'
import * as withdrawals from './withdrawals.repository.ts'

export type { ClaimRights } from './claim-rules.ts'
export { type Holder, HolderSchema } from './holder.ts'
export { lastWithdrawal } from './withdrawals.repository.ts'

type Keys = Pick<AccountParts, 'clock' | 'personal'>

/** Whose document an account carries; undefined without a real name. */
export async function boundHolder(
  reader: Reader,
  { personal }: Pick<Keys, 'personal'>,
  accountId: string,
): Promise<Holder | undefined> {
  const binding = await accounts.bindingOf(reader, accountId)
  return binding && holderOf(personal, binding)
}

/** The account that a document is bound to; undefined while it is free. */
export function ownerOfDocument(
  reader: Reader,
  { personal }: Pick<Keys, 'personal'>,
  { type, documentNumber }: Pick<Holder, 'type' | 'documentNumber'>,
): Promise<string | undefined> {
  return accounts.ownerOf(reader, identifiersOf(personal).document(type, documentNumber))
}

/** The phone of an account in whatever state; undefined when it has none or is gone. */
export async function phoneOfAccount(
  reader: Reader,
  personal: PersonalData,
  accountId: string,
): Promise<string | undefined> {
  const sealed = (await accounts.accountById(reader, accountId))?.sealedPhone
  return sealed ? sealedColumns(personal, accountId).open('phone', sealed) : undefined
}

/** The level that an account carries now. */
export async function levelOf(reader: Reader, accountId: string): Promise<accounts.AccountRow['level']> {
  return (await accounts.accountById(reader, accountId))?.level ?? 'L1'
}

/**
 * Takes an account's identity away: its document is free, its level falls to L1, what hung on it is gone, and evidence up to here
 * counts no more. The caller ends sessions and tells the owner. Throws document.not-bound.
 */
export async function withdrawIdentity(
  tx: Transaction,
  { clock }: Pick<Keys, 'clock'>,
  { accountId, reason }: { accountId: string; reason: withdrawals.WithdrawalReason },
): Promise<void> {
  if (!(await accounts.bindingOf(tx, accountId))) throw new Problem('document.not-bound')
  await withdrawals.insertWithdrawal(tx, { accountId, at: instant(clock.now()), reason })
  await withdrawals.removeIdentity(tx, accountId)
}

/** What a claim moved besides giving the document: who lost it, and whether the claimant gave another one up. */
export interface Moved {
  readonly formerOwner: string | undefined
  readonly isReplaced: boolean
}

/**
 * Makes a document the account's own in the caller's transaction, as far as the claimant has a right to it. A binding that is there
 * already stays as it was. Throws document.bound-elsewhere, document.differs-from-account, document.same-as-bound, document.not-bound.
 */
export async function claimDocument(
  tx: Transaction,
  parts: AccountParts,
  claim: { accountId: string; holder: Holder; rights: ClaimRights },
): Promise<Moved> {
  const { accountId, holder, rights } = claim
  await activeAccount(tx, accountId)
  const documentHash = identifiersOf(parts.personal).document(holder.type, holder.documentNumber)
  const documentOwner = await accounts.ownerOf(tx, documentHash)
  const boundDocument = (await accounts.bindingOf(tx, accountId))?.documentHash
  const fault = claimFault({ accountId, documentHash, documentOwner, boundDocument }, rights)
  if (fault) throw new Problem(fault)
  const formerOwner = documentOwner === accountId ? undefined : documentOwner
  if (formerOwner !== undefined) await withdrawIdentity(tx, parts, { accountId: formerOwner, reason: 'moved-away' })
  const isReplaced = boundDocument !== undefined && boundDocument !== documentHash
  if (isReplaced) await withdrawIdentity(tx, parts, { accountId, reason: 'rebind' })
  if (boundDocument !== documentHash) await bind(tx, parts, { accountId, document: holder, recordId: null })
  return { formerOwner, isReplaced }
}
