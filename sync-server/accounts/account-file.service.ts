import type { AccountFile, AccountSearch } from '../contract/console.ts'
import { maskUsername } from '../contract/mask.ts'
import type { Reader } from '../platform/database/database.ts'
import { readAccountCentre } from './account-centre.service.ts'
import * as accounts from './accounts.repository.ts'
import { type AccountParts, normalised, ownerByIdentifier } from './accounts.service.ts'
import { profileOf } from './profile.ts'
import { sealedColumns } from './sealed-columns.ts'

type Facts = Omit<AccountFile, 'freeze' | 'evidence' | 'sessions' | 'links' | 'appeals'>

/** The account that an administrator looks for, whatever its state; undefined when there is none. */
export async function accountSought(
  parts: AccountParts,
  { by, value }: Pick<AccountSearch, 'by' | 'value'>,
): Promise<string | undefined> {
  const sought = by === 'account' ? value.trim() : await ownerByIdentifier(parts, normalised({ by, value }))
  const account = sought === undefined ? undefined : await accounts.accountById(parts.database.reader, sought)
  return account?.id
}

/** Under which something that was looked for is named in the audit: its keyed hash, in the form in which it is kept. */
export function hashOfSought({ personal }: AccountParts, { by, value }: Pick<AccountSearch, 'by' | 'value'>): string {
  if (by === 'account') return personal.hash('account', value.trim())
  return personal.hash(by, normalised({ by, value }).value)
}

/** What an account is, masked, for an administrator: no more of the person than tells one account from another. */
export async function accountFacts(parts: AccountParts, accountId: string): Promise<Facts | undefined> {
  const row = await accounts.accountById(parts.database.reader, accountId)
  if (!row) return undefined
  const told = await readAccountCentre(parts, accountId)
  const { maskedPhone, maskedEmail, maskedName, maskedDocumentNumber, username, level } = told
  const masked = { maskedPhone, maskedEmail, maskedName, maskedDocumentNumber }
  return {
    accountId,
    state: row.status,
    level,
    openedAt: row.createdAt,
    ...(row.eraseAt === null ? {} : { eraseAt: row.eraseAt }),
    ...(username === undefined ? {} : { maskedUsername: maskUsername(username) }),
    ...(Object.fromEntries(Object.entries(masked).filter(([, value]) => value !== undefined)) as Partial<Facts>),
  }
}

/** How an account stands in the caller's transaction; undefined when there is none. */
export async function stateOf(reader: Reader, accountId: string): Promise<AccountFile['state'] | undefined> {
  return (await accounts.accountById(reader, accountId))?.status
}

/** Under what an owner's tries are counted: everything the account can be named by, and where codes go. */
export async function countedNames(
  { database, personal }: AccountParts,
  accountId: string,
): Promise<{
  readonly hashes: readonly string[]
  readonly phone: string | undefined
  readonly email: string | undefined
}> {
  const row = await accounts.accountById(database.reader, accountId)
  const phone = row?.sealedPhone ? sealedColumns(personal, accountId).open('phone', row.sealedPhone) : undefined
  const { email } = row ? profileOf(personal, row) : {}
  return { hashes: await accounts.identifiersHeldBy(database.reader, accountId), phone, email }
}
