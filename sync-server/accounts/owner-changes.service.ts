import { Problem } from '../contract/failure.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { identifiersOf } from './identifier.ts'
import * as changes from './owner-changes.repository.ts'
import { type Profile, profileOf, sealProfile } from './profile.ts'
import { sealedColumns } from './sealed-columns.ts'

type Keys = Pick<AccountParts, 'clock' | 'personal'>

/** The account of somebody who is signed in, as it is inside a transaction; whoever's account is not active any more is not. */
export async function activeAccount(tx: Transaction, accountId: string): Promise<accounts.AccountRow> {
  const account = await accounts.accountById(tx, accountId)
  if (account?.status !== 'active') throw new Problem('session.expired')
  return account
}

/** The phone number of a signed-in owner's account. */
export async function phoneOf({ database, personal }: AccountParts, accountId: string): Promise<string> {
  const account = await accounts.accountById(database.reader, accountId)
  if (account?.status !== 'active' || account.sealedPhone === null) throw new Problem('session.expired')
  return sealedColumns(personal, accountId).open('phone', account.sealedPhone)
}

/** What an account has said of itself besides name, phone and document. */
export async function readProfile({ database, personal }: AccountParts, accountId: string): Promise<Profile> {
  const account = await accounts.accountById(database.reader, accountId)
  return account ? profileOf(personal, account) : {}
}

/** Claims an identifier in place of the one of its kind that the account had; false when it is another account's. */
async function moveIdentifier(
  tx: Transaction,
  { clock }: Keys,
  wanted: { readonly hash: string; readonly kind: 'phone' | 'email'; readonly accountId: string },
): Promise<boolean> {
  const isNew = await accounts.claim(tx, { ...wanted, claimedAt: instant(clock.now()) })
  if (!isNew && (await accounts.ownerOf(tx, wanted.hash)) !== wanted.accountId) return false
  await changes.releaseOthers(tx, wanted)
  return true
}

/** Gives an account another phone and frees the old one; the caller has seen its code. Throws account.phone-taken. */
export async function bindPhone(
  tx: Transaction,
  parts: Keys,
  { accountId, phoneNumber }: { accountId: string; phoneNumber: string },
): Promise<void> {
  await activeAccount(tx, accountId)
  const hash = identifiersOf(parts.personal).phone(phoneNumber)
  if (!(await moveIdentifier(tx, parts, { hash, kind: 'phone', accountId }))) throw new Problem('account.phone-taken')
  await changes.setPhone(tx, accountId, sealedColumns(parts.personal, accountId).seal('phone', phoneNumber))
}

async function addToProfile(
  tx: Transaction,
  { personal }: Keys,
  { account, said }: { account: accounts.AccountRow; said: Profile },
): Promise<void> {
  const profile = { ...profileOf(personal, account), ...said }
  await changes.setProfile(tx, account.id, sealProfile(personal, account.id, profile))
}

/** Binds an address for mail in place of any before; the caller has seen its code. Throws account.email-taken. */
export async function bindEmail(
  tx: Transaction,
  parts: Keys,
  { accountId, email }: { accountId: string; email: string },
): Promise<void> {
  const account = await activeAccount(tx, accountId)
  const hash = identifiersOf(parts.personal).email(email)
  if (!(await moveIdentifier(tx, parts, { hash, kind: 'email', accountId }))) throw new Problem('account.email-taken')
  await addToProfile(tx, parts, { account, said: { email } })
}

/** Keeps the ethnic group that the owner has chosen. */
export async function setEthnicGroup(
  tx: Transaction,
  parts: Keys,
  { accountId, ethnicGroupCode }: { accountId: string; ethnicGroupCode: string },
): Promise<void> {
  const account = await activeAccount(tx, accountId)
  await addToProfile(tx, parts, { account, said: { ethnicGroupCode } })
}
