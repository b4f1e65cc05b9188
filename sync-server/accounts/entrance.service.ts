import { instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { isErasureDue } from './closing-rules.ts'

export { identifiersOf } from './identifier.ts'

/** An account that exists for whoever wants to sign in to it. */
export interface Entrance {
  readonly accountId: string
  readonly standing: 'active' | 'closing' | 'frozen'
  /** Absent when the account was opened at a counter and nobody has set one yet. */
  readonly passwordHash: string | undefined
}

/** The account behind an identifier; undefined when there is none, or none any more. */
export async function entranceBehind(
  reader: Reader,
  { clock }: Pick<AccountParts, 'clock'>,
  identifierHash: string,
): Promise<Entrance | undefined> {
  const found = await accounts.accountBehind(reader, identifierHash)
  if (!found || found.status === 'deregistered') return undefined
  if (isErasureDue(found, instant(clock.now()))) return undefined
  return { accountId: found.id, standing: found.status, passwordHash: found.passwordHash ?? undefined }
}

/** How an account stands for an owner who proved it in another way; undefined when there is none any more. */
export async function standingOf(
  reader: Reader,
  { clock }: Pick<AccountParts, 'clock'>,
  accountId: string,
): Promise<Entrance['standing'] | undefined> {
  const found = await accounts.accountById(reader, accountId)
  if (!found || found.status === 'deregistered' || isErasureDue(found, instant(clock.now()))) return undefined
  return found.status
}

/** Whether somebody can sign in to an account by what it has itself: a phone for codes, or a password. */
export function hasOwnWayIn(reader: Reader, accountId: string): Promise<boolean> {
  return accounts.hasPhoneOrPassword(reader, accountId)
}

/** When an account that waits for its erasure will be erased; undefined when it does not wait. */
export async function erasureOf(reader: Reader, accountId: string): Promise<string | undefined> {
  return (await accounts.accountById(reader, accountId))?.eraseAt ?? undefined
}

/** Takes the wish to close an account back; false when it does not wait for its erasure any more. */
export function restore(tx: Transaction, { clock }: Pick<AccountParts, 'clock'>, accountId: string): Promise<boolean> {
  return accounts.withdrawClosing(tx, accountId, instant(clock.now()))
}
