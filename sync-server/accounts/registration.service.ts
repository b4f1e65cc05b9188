import { Problem } from '../contract/failure.ts'
import { userAgreement } from '../contract/user-agreement.ts'
import * as audit from '../audit/audit.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import * as accounts from './accounts.repository.ts'
import { type AccountParts, openIn } from './accounts.service.ts'
import { identifiersOf } from './identifier.ts'

import { sealedColumns } from './sealed-columns.ts'

export { likeAccountFault } from './password-rules.ts'

/** Somebody who registers: the phone has been proved, the password hashed, the agreement accepted. */
export interface Applicant {
  readonly username: string
  readonly phoneNumber: string
  readonly passwordHash: string
}

type Parts = Pick<AccountParts, 'clock' | 'personal'>

/**
 * Registers an account at the lowest level inside a transaction; the answer is its id. Throws account.phone-taken and
 * account.username-taken; of two at the same moment one gets the name.
 */
export async function register(
  tx: Transaction,
  parts: Parts,
  { applicant, caller }: { applicant: Applicant; caller: ClientCaller },
): Promise<string> {
  const { username, phoneNumber, passwordHash } = applicant
  const { personal } = parts
  const at = instant(parts.clock.now())
  const accountId = await openIn(tx, parts, phoneNumber)
  if (accountId === undefined) throw new Problem('account.phone-taken')
  const hash = identifiersOf(personal).username(username)
  const isFree = await accounts.claim(tx, { hash, kind: 'username', accountId, claimedAt: at })
  if (!isFree) throw new Problem('account.username-taken')
  await accounts.setUsername(tx, accountId, sealedColumns(personal, accountId).seal('username', username))
  await accounts.keepPassword(tx, { accountId, hash: passwordHash, changedAt: at })
  const detail = { agreement: userAgreement.version }
  await audit.recordOf(tx, caller, { action: 'account.registered', subject: accountId, detail, at })
  return accountId
}
