import type { FailureCode } from '../contract/failure.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { Passwords } from '../platform/passwords.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { passwordHashOf } from './owner-changes.repository.ts'
import { type KnownOfOwner, likeAccountFault } from './password-rules.ts'
import { sealedColumns } from './sealed-columns.ts'

type PasswordParts = AccountParts & { readonly passwords: Passwords }

/** Whether this is the account's password; an account without one takes as long and has none. */
export async function isPasswordOf(
  { database, passwords }: PasswordParts,
  accountId: string,
  password: string,
): Promise<boolean> {
  return passwords.isMatch(password, await passwordHashOf(database.reader, accountId))
}

async function knownOf({ database, personal }: AccountParts, accountId: string): Promise<KnownOfOwner> {
  const account = await accounts.accountById(database.reader, accountId)
  const { sealedPhone, sealedUsername } = account ?? {}
  const { open } = sealedColumns(personal, accountId)
  return {
    ...(sealedPhone ? { phoneNumber: open('phone', sealedPhone) } : {}),
    ...(sealedUsername ? { username: open('username', sealedUsername) } : {}),
  }
}

/** Why a password that follows the rules of the form cannot become this account's: it is too like the account, or it is the old one. */
export async function replacementFault(
  parts: PasswordParts,
  accountId: string,
  password: string,
): Promise<FailureCode | undefined> {
  const fault = likeAccountFault(password, await knownOf(parts, accountId))
  return fault ?? ((await isPasswordOf(parts, accountId, password)) ? 'password.unchanged' : undefined)
}

/** Whether an account has a password at all; those that were opened at a counter have none yet. */
export async function hasPassword({ database }: Pick<AccountParts, 'database'>, accountId: string): Promise<boolean> {
  return (await passwordHashOf(database.reader, accountId)) !== undefined
}

/** Keeps the hash of a new password. */
export async function setPassword(
  tx: Transaction,
  { clock }: Pick<AccountParts, 'clock'>,
  { accountId, hash }: { accountId: string; hash: string },
): Promise<void> {
  await accounts.keepPassword(tx, { accountId, hash, changedAt: instant(clock.now()) })
}
