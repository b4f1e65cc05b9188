import { boundHolder, phoneOfAccount } from '../accounts/identity.service.ts'
import * as audit from '../audit/audit.service.ts'
import type { Challenges } from '../challenges/challenges.port.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import { hasElectronicId } from '../electronic-ids/electronic-ids.service.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { Passwords } from '../platform/passwords.ts'
import { likeOwnerFault } from './security-password-rules.ts'
import * as kept from './security-passwords.repository.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

/** What 信息安全密码 needs of its surroundings. */
export interface SecurityPasswordParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly personal: PersonalData
  readonly passwords: Passwords
  readonly challenges: Pick<Challenges, 'countTry' | 'forgetTries'>
}

/** Whether an account has a 信息安全密码. */
export async function hasSecurityPassword(reader: Pick<Reader, 'get'>, accountId: string): Promise<boolean> {
  return (await kept.securityHashOf(reader, accountId)) !== undefined
}

/** Whether somebody knows an account's 信息安全密码; every guess is counted. Throws sign-in.too-many-tries while the delay lasts. */
export async function isSecurityPassword(
  { database, personal, passwords, challenges }: SecurityPasswordParts,
  caller: ClientCaller,
  { accountId, typed }: { accountId: string; typed: string },
): Promise<boolean> {
  const counted = personal.hash('security-password', accountId)
  await challenges.countTry(counted, caller)
  const isRight = await passwords.isMatch(typed, await kept.securityHashOf(database.reader, accountId))
  if (isRight) await challenges.forgetTries(counted, caller)
  return isRight
}

/** Why six digits that follow the rules of the form cannot become this account's. */
export async function securityPasswordFault(
  { database, personal, passwords }: SecurityPasswordParts,
  accountId: string,
  password: string,
): Promise<FailureCode | undefined> {
  const { reader } = database
  const phoneNumber = await phoneOfAccount(reader, personal, accountId)
  const holder = await boundHolder(reader, { personal }, accountId)
  const { documentNumber } = holder ?? {}
  const known = {
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(documentNumber === undefined ? {} : { documentNumber }),
  }
  const fault = likeOwnerFault(password, known)
  if (fault) return fault
  const isOld = await passwords.isMatch(password, await kept.securityHashOf(reader, accountId))
  return isOld ? 'security-password.unchanged' : undefined
}

/** Keeps the hash of a new 信息安全密码 and tells the owner. Throws electronic-id.needed. */
export async function keepSecurityPassword(
  tx: Transaction,
  parts: Pick<SecurityPasswordParts, 'clock' | 'webhooks' | 'personal'>,
  { accountId, hash, caller }: { accountId: string; hash: string; caller: ClientCaller },
): Promise<void> {
  if (!(await hasElectronicId(tx, accountId))) throw new Problem('electronic-id.needed')
  const at = instant(parts.clock.now())
  await kept.keepSecurityHash(tx, { accountId, hash, changedAt: at })
  await giveNotice(tx, parts, { accountId, kind: 'security-password-set' })
  await audit.recordOf(tx, caller, { action: 'account.security-password-set', subject: accountId, detail: {}, at })
}
