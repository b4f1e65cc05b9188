import { type AccountCentre, type VerificationWay, verificationWays } from '../contract/account-centre.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import { statedByNumber } from '../contract/document/index.ts'
import { ethnicGroupName } from '../contract/ethnic-group.ts'
import { Problem } from '../contract/failure.ts'
import { maskDocumentNumber, maskEmail, maskName, maskPhone } from '../contract/mask.ts'
import type { Database } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { readElectronicId } from '../electronic-ids/electronic-ids.service.ts'
import { hasSecurityPassword } from '../security-passwords/security-passwords.service.ts'
import * as accounts from './accounts.repository.ts'
import { holderOf } from './holder.ts'
import { profileOf } from './profile.ts'
import { sealedColumns } from './sealed-columns.ts'

/** What the personal centre needs of its surroundings. */
export interface CentreParts {
  readonly database: Database
  readonly personal: PersonalData
}

/** Members that are there, without the others. */
type Told = Partial<Omit<AccountCentre, 'level' | 'verifiedBy'>>

function toldOfAccount(personal: PersonalData, row: accounts.AccountRow): Told {
  const { open } = sealedColumns(personal, row.id)
  const { email, ethnicGroupCode } = profileOf(personal, row)
  const ethnicGroup = ethnicGroupCode === undefined ? undefined : ethnicGroupName(ethnicGroupCode)
  return {
    ...(row.sealedUsername ? { username: open('username', row.sealedUsername) } : {}),
    ...(row.sealedPhone ? { maskedPhone: maskPhone(open('phone', row.sealedPhone)) } : {}),
    ...(email === undefined ? {} : { maskedEmail: maskEmail(email) }),
    ...(ethnicGroup === undefined ? {} : { ethnicGroup }),
  }
}

function toldOfHolder(personal: PersonalData, binding: accounts.BindingRow | undefined): Told {
  if (!binding) return {}
  const { type, documentNumber, fullName } = holderOf(personal, binding)
  const stated = type === 'resident-id-card' ? statedByNumber(documentNumber) : undefined
  return {
    ...(stated ? { sex: stated.sex } : {}),
    maskedName: maskName(fullName),
    maskedDocumentNumber: maskDocumentNumber(documentNumber),
  }
}

/** A chip proves the real name as well; every other proof is of a way of its own. */
const wayOf = (kind: accounts.ProofKind): VerificationWay => (kind === 'card-chip' ? 'real-name' : kind)

/** By which ways an account's level was achieved, in the order of the ways; the lowest level rests on nothing, so nothing is read. */
export async function verifiedBy(
  { database }: Pick<CentreParts, 'database'>,
  { accountId, level }: { accountId: string; level: AssuranceLevel },
): Promise<VerificationWay[]> {
  if (level === 'L1') return []
  const achieved = new Set((await accounts.proofsOf(database.reader, accountId)).map(wayOf))
  return (Object.keys(verificationWays) as VerificationWay[]).filter((way) => achieved.has(way))
}

/** 电子身份证 of whoever the account is bound to. */
async function electronicIdOf({ database, personal }: CentreParts, binding: accounts.BindingRow | undefined) {
  if (!binding) return undefined
  const { fullName } = holderOf(personal, binding)
  return readElectronicId(database.reader, { personal }, { accountId: binding.accountId, fullName })
}

/** What an account holds, as its owner may see it on a screen that others can see too. */
export async function readAccountCentre(parts: CentreParts, accountId: string): Promise<AccountCentre> {
  const { personal, database } = parts
  const row = await accounts.accountById(database.reader, accountId)
  if (!row) throw new Problem('session.expired')
  const binding = await accounts.bindingOf(database.reader, accountId)
  const electronicId = await electronicIdOf(parts, binding)
  return {
    ...toldOfAccount(personal, row),
    ...toldOfHolder(personal, binding),
    level: row.level,
    ...(electronicId
      ? { electronicId, hasSecurityPassword: await hasSecurityPassword(database.reader, accountId) }
      : {}),
    verifiedBy: await verifiedBy(parts, { accountId, level: row.level }),
  }
}
