import type { AssuranceLevel } from '../contract/level.ts'
import type { Reader } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import * as accounts from './accounts.repository.ts'
import { type Holder, holderOf } from './holder.ts'
import { sealedColumns } from './sealed-columns.ts'
import { withdrawalsOf } from './withdrawals.repository.ts'

/** What of an account a service can be told, as it is at this moment. */
export interface Subject {
  readonly accountId: string
  readonly level: AssuranceLevel
  readonly phoneNumber: string | undefined
  readonly holder: Holder | undefined
}

/** The level of an account that is in use; undefined for any other. */
export async function activeLevel(reader: Reader, accountId: string): Promise<AssuranceLevel | undefined> {
  const account = await accounts.accountById(reader, accountId)
  return account?.status === 'active' ? account.level : undefined
}

/** What services can be told of an account that is in use; undefined for any other. */
export async function subjectOf(
  reader: Reader,
  personal: PersonalData,
  accountId: string,
): Promise<Subject | undefined> {
  const account = await accounts.accountById(reader, accountId)
  if (account?.status !== 'active') return undefined
  const binding = await accounts.bindingOf(reader, accountId)
  const { level, sealedPhone } = account
  const phoneNumber = sealedPhone ? sealedColumns(personal, accountId).open('phone', sealedPhone) : undefined
  return { accountId, level, phoneNumber, holder: binding && holderOf(personal, binding) }
}

/**
 * Who an account is to one service or receiver: two of them cannot find out that they know the same person. An account whose identity
 * has been replaced is somebody else to every one.
 */
export function pairwiseSubject(
  personal: PersonalData,
  { serviceId, accountId, identityNo }: { serviceId: string; accountId: string; identityNo: number },
): string {
  return personal.hash('oidc/subject', JSON.stringify([serviceId, accountId, identityNo]))
}

/** Under which number the identity that an account has now stands: another one after each 解绑 and 换绑. */
export function identityNoOf(reader: Reader, accountId: string): Promise<number> {
  return withdrawalsOf(reader, accountId)
}
