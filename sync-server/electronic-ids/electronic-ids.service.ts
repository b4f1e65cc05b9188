import { randomInt } from 'node:crypto'
import * as audit from '../audit/audit.service.ts'
import { EID_DRAWN_DIGITS, eidNumber, type ElectronicIdView } from '../contract/electronic-id.ts'
import { maskName } from '../contract/mask.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { electronicIdOf, insertElectronicId } from './electronic-ids.repository.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

/** What electronic IDs need of their surroundings. */
export interface ElectronicIdParts {
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly personal: PersonalData
}

const DECIMAL = 10
const placeOf = (accountId: string): string => `electronic_ids/${accountId}/number`
const drawn = (): string => Array.from({ length: EID_DRAWN_DIGITS }, () => randomInt(DECIMAL)).join('')

/** 电子身份证 of an account whose holder is called so; undefined where none was issued. */
export async function readElectronicId(
  reader: Pick<Reader, 'get'>,
  { personal }: Pick<ElectronicIdParts, 'personal'>,
  { accountId, fullName }: { accountId: string; fullName: string },
): Promise<ElectronicIdView | undefined> {
  const row = await electronicIdOf(reader, accountId)
  if (!row) return undefined
  const number = personal.open(placeOf(accountId), row.sealedNumber)
  return { number, maskedName: maskName(fullName), issuedAt: row.issuedAt }
}

/** Whether an account has one. */
export async function hasElectronicId(reader: Pick<Reader, 'get'>, accountId: string): Promise<boolean> {
  return (await electronicIdOf(reader, accountId)) !== undefined
}

/** Gives an account a number that nobody has; the rare taken one is drawn again. */
async function insertNew(
  tx: Transaction,
  { personal }: ElectronicIdParts,
  row: { accountId: string; issuedAt: string },
) {
  for (let isKept = false; !isKept;) {
    const number = eidNumber(drawn())
    const numberHash = personal.hash('electronic-id', number)
    const sealedNumber = personal.seal(placeOf(row.accountId), number)
    isKept = await insertElectronicId(tx, { ...row, numberHash, sealedNumber })
    if (!isKept && (await hasElectronicId(tx, row.accountId))) return
  }
}

/** Issues the electronic ID of an account in the transaction that gave it its evidence, and tells the owner; one that is there stays. */
export async function issueElectronicId(
  tx: Transaction,
  parts: ElectronicIdParts,
  { accountId, caller }: { accountId: string; caller: ClientCaller },
): Promise<void> {
  if (await hasElectronicId(tx, accountId)) return
  const issuedAt = instant(parts.clock.now())
  await insertNew(tx, parts, { accountId, issuedAt })
  await giveNotice(tx, parts, { accountId, kind: 'electronic-id-issued' })
  await audit.recordOf(tx, caller, { action: 'electronic-id.issued', subject: accountId, detail: {}, at: issuedAt })
}
