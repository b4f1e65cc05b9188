import type { AssuranceLevel } from '../contract/level.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

/** The hash of an account's password; undefined while it has none. */
export async function passwordHashOf(reader: Reader, accountId: string): Promise<string | undefined> {
  const row = await reader.get<{ hash: string }>('SELECT hash FROM passwords WHERE account_id = ?', accountId)
  return row?.hash
}

/** Gives free every identifier of a kind that an account has claimed, but one. */
export async function releaseOthers(
  tx: Transaction,
  kept: Pick<Tables['identifiers'], 'accountId' | 'kind' | 'hash'>,
): Promise<void> {
  const text = 'DELETE FROM identifiers WHERE account_id = ? AND kind = ? AND hash <> ?'
  await tx.run(text, kept.accountId, kept.kind, kept.hash)
}

/** Writes the phone of an account. */
export async function setPhone(tx: Transaction, accountId: string, sealedPhone: Uint8Array): Promise<void> {
  await tx.run('UPDATE accounts SET sealed_phone = ? WHERE id = ?', sealedPhone, accountId)
}

/** Writes the profile of an account. */
export async function setProfile(tx: Transaction, accountId: string, sealedProfile: Uint8Array): Promise<void> {
  await tx.run('UPDATE accounts SET sealed_profile = ? WHERE id = ?', sealedProfile, accountId)
}

/** Writes the level that an account has after a check, beside the grant that it may have from elsewhere. */
export async function setLevelByCheck(
  tx: Transaction,
  accountId: string,
  check: { readonly id: string; readonly level: AssuranceLevel },
): Promise<void> {
  await tx.run('UPDATE accounts SET level = ?, identity_check_id = ? WHERE id = ?', check.level, check.id, accountId)
}
