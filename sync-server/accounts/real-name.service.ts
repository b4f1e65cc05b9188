import { Problem } from '../contract/failure.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { Reader } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { bindingOf } from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { bind, bindingFaultOf } from './binding.service.ts'
import { type Holder, holderOf } from './holder.ts'
import { activeAccount } from './owner-changes.service.ts'

export type { Holder } from './holder.ts'

/** Whom an account belongs to; undefined while it has no real name. */
export async function holderOfAccount(
  { database, personal }: { database: { reader: Reader }; personal: PersonalData },
  accountId: string,
): Promise<Holder | undefined> {
  const binding = await bindingOf(database.reader, accountId)
  return binding && holderOf(personal, binding)
}

/** Writes on the account what a check gave, beside a grant that it may have from elsewhere. */
export { setLevelByCheck as raiseLevelByCheck } from './owner-changes.repository.ts'

/**
 * Binds the document of somebody whose name and number the register knows together; the answer is the level that the account
 * has so far. A binding that was made on site stays as it was. Throws document.bound-elsewhere, document.differs-from-account.
 */
export async function bindByCheck(
  tx: Transaction,
  parts: AccountParts,
  { accountId, holder }: { accountId: string; holder: Holder },
): Promise<AssuranceLevel> {
  const { level } = await activeAccount(tx, accountId)
  const fault = await bindingFaultOf(tx, parts, { accountId, document: holder })
  if (fault) throw new Problem(fault)
  if (!(await bindingOf(tx, accountId))) await bind(tx, parts, { accountId, document: holder, recordId: null })
  return level
}
