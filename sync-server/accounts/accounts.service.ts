import type { AccountView } from '../contract/account.ts'
import { normaliseDocumentNumber } from '../contract/document/index.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import { maskName, maskPhone, maskUsername } from '../contract/mask.ts'
import { mayDo } from '../contract/staff.ts'
import * as audit from '../audit/audit.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import type { StaffCaller } from '../platform/http/caller.ts'
import { newId } from '../platform/ids.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import * as accounts from './accounts.repository.ts'
import { accountOfAppointment } from './appointments.service.ts'
import { holderOf } from './holder.ts'
import { identifiersOf } from './identifier.ts'
import { sealedColumns } from './sealed-columns.ts'

/** What the account feature needs of its surroundings. */
export interface AccountParts {
  readonly database: Database
  readonly clock: Clock
  readonly personal: PersonalData
}

type Search = { readonly by: 'phone' | 'username' | 'document' | 'appointment'; readonly value: string }

/** An account as a counter may see it. */
async function viewOf({ personal }: AccountParts, reader: Reader, row: accounts.AccountRow): Promise<AccountView> {
  const binding = await accounts.bindingOf(reader, row.id)
  const { sealedPhone, sealedUsername } = row
  const { open } = sealedColumns(personal, row.id)
  return {
    accountId: row.id,
    level: row.level,
    ...(sealedPhone ? { maskedPhone: maskPhone(open('phone', sealedPhone)) } : {}),
    ...(sealedUsername ? { maskedUsername: maskUsername(open('username', sealedUsername)) } : {}),
    ...(binding ? { maskedName: maskName(holderOf(personal, binding).fullName) } : {}),
  }
}

function mayServe(caller: StaffCaller): void {
  if (!mayDo(caller.role, 'verify-in-person')) throw new Problem('staff.not-allowed')
}

type Owner = { readonly accountId?: string | undefined; readonly fault?: FailureCode }

function ownerBy(parts: AccountParts, search: Search): Promise<Owner> {
  const { reader } = parts.database
  if (search.by === 'appointment') return accountOfAppointment(reader, parts, search.value)
  return ownerByIdentifier(parts, search).then((accountId) => ({ accountId }))
}

/** The account that has claimed what was typed; undefined when none has, or several. */
export async function ownerByIdentifier(parts: AccountParts, { by, value }: Search): Promise<string | undefined> {
  const identifiers = identifiersOf(parts.personal)
  const { reader } = parts.database
  if (by === 'phone') return accounts.ownerOf(reader, identifiers.phone(value))
  if (by === 'username') return accounts.ownerOf(reader, identifiers.username(value))
  const owners = await Promise.all(identifiers.anyDocument(value).map((hash) => accounts.ownerOf(reader, hash)))
  const found = [...new Set(owners.filter((owner) => owner !== undefined))]
  return found.length === 1 ? found[0] : undefined
}

/** What is looked for, in the form in which it is kept. */
export function normalised({ by, value }: Search): Search {
  return { by, value: by === 'document' ? normaliseDocumentNumber(value) : value.trim() }
}

async function note(
  parts: AccountParts,
  caller: StaffCaller,
  what: Pick<audit.AuditEvent, 'action' | 'subject' | 'detail'>,
) {
  const event = { actor: `staff:${caller.staffId}`, at: instant(parts.clock.now()), ...what }
  await parts.database.write((tx) => audit.record(tx, caller.kioskId, event))
}

/** Finds an account. Every search leaves an audit line, also one that finds nothing. */
export async function findAccount(parts: AccountParts, caller: StaffCaller, search: Search): Promise<AccountView> {
  mayServe(caller)
  const wanted = normalised(search)
  const { accountId: id, fault = 'account.not-found' } = await ownerBy(parts, wanted)
  const account = id === undefined ? undefined : await accounts.accountById(parts.database.reader, id)
  const subject = account?.id ?? parts.personal.hash(wanted.by, wanted.value)
  await note(parts, caller, {
    action: 'account.searched',
    subject,
    detail: { by: wanted.by, isFound: account !== undefined },
  })
  if (!account || account.status === 'deregistered') throw new Problem(fault)
  if (account.status === 'frozen') throw new Problem('account.frozen')
  return viewOf(parts, parts.database.reader, account)
}

/** Reads an account that a search or a grant named. */
export async function readAccount(parts: AccountParts, caller: StaffCaller, accountId: string): Promise<AccountView> {
  mayServe(caller)
  const account = await accounts.accountById(parts.database.reader, accountId)
  if (!account || account.status === 'deregistered') throw new Problem('account.not-found')
  await note(parts, caller, { action: 'account.read', subject: account.id, detail: {} })
  return viewOf(parts, parts.database.reader, account)
}

/** Opens an account for a phone number that has none, inside a transaction; undefined when the number is taken. */
export async function openIn(
  tx: Transaction,
  parts: Pick<AccountParts, 'clock' | 'personal'>,
  phoneNumber: string,
): Promise<string | undefined> {
  const now = parts.clock.now()
  const id = newId(now)
  const hash = identifiersOf(parts.personal).phone(phoneNumber)
  if ((await accounts.ownerOf(tx, hash)) !== undefined) return undefined
  const sealedPhone = sealedColumns(parts.personal, id).seal('phone', phoneNumber)
  await accounts.insertAccount(tx, { id, sealedPhone, sealedUsername: null, createdAt: instant(now) })
  await accounts.claim(tx, { hash, kind: 'phone', accountId: id, claimedAt: instant(now) })
  return id
}

/** Opens an account at the counter. */
export async function openAccount(parts: AccountParts, caller: StaffCaller, phoneNumber: string): Promise<AccountView> {
  mayServe(caller)
  const id = await parts.database.write(async (tx) => {
    const opened = await openIn(tx, parts, phoneNumber)
    if (opened === undefined) throw new Problem('account.phone-taken')
    const event = { actor: `staff:${caller.staffId}`, action: 'account.opened', subject: opened, detail: {} } as const
    await audit.record(tx, caller.kioskId, { ...event, at: instant(parts.clock.now()) })
    return opened
  })
  return { accountId: id, level: 'L1', maskedPhone: maskPhone(phoneNumber) }
}
