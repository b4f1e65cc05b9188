import { standingOf } from '../accounts/entrance.service.ts'
import { levelOf, ownerOfDocument, phoneOfAccount } from '../accounts/identity.service.ts'
import * as audit from '../audit/audit.service.ts'
import { type ClaimParts, settleClaim } from '../claims/claims.service.ts'
import type { AppealCase } from '../contract/appeal.ts'
import { Problem } from '../contract/failure.ts'
import { maskDocumentNumber, maskName, maskPhone } from '../contract/mask.ts'
import { mayDo } from '../contract/staff.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { StaffCaller } from '../platform/http/caller.ts'
import { staffNumberOf } from '../staff/staff.service.ts'
import { contentOf, proofsOf, sealAnswer, viewOf } from './appeal-content.ts'
import { decidingFault, hasTaken, takingFault } from './appeal-rules.ts'
import * as appeals from './appeals.repository.ts'

type Masked = { readonly maskedPhone?: string }
async function maskedPhoneOf(reader: Reader, { personal }: ClaimParts, accountId: string): Promise<Masked> {
  const phone = await phoneOfAccount(reader, personal, accountId)
  return phone === undefined ? {} : { maskedPhone: maskPhone(phone) }
}

async function caseOf(reader: Reader, parts: ClaimParts, row: appeals.AppealRow): Promise<AppealCase> {
  const { claim, words } = contentOf(parts.personal, row)
  const { type: documentType, fullName, documentNumber } = claim.holder
  const owner = await ownerOfDocument(reader, parts, claim.holder)
  const isElsewhere = owner !== undefined && owner !== row.accountId
  const holder = isElsewhere && { ...(await maskedPhoneOf(reader, parts, owner)), level: await levelOf(reader, owner) }
  return {
    ...viewOf(parts.personal, row),
    ...{ proofs: proofsOf(row), words, documentType },
    maskedName: maskName(fullName),
    maskedDocumentNumber: maskDocumentNumber(documentNumber),
    ...(await maskedPhoneOf(reader, parts, row.accountId)),
    ...(holder ? { holder } : {}),
    ...(row.takenBy === null ? {} : { takenBy: await staffNumberOf(reader, row.takenBy) }),
  }
}

type Line = Pick<audit.AuditEvent, 'action' | 'subject' | 'detail'>
async function note(tx: Transaction, parts: ClaimParts, { caller, ...line }: Line & { caller: StaffCaller }) {
  const event = { actor: `staff:${caller.staffId}`, at: instant(parts.clock.now()), ...line }
  await audit.record(tx, caller.kioskId, event)
}

/** Cases that wait for staff, the longest waiting first. */
export async function listCases(parts: ClaimParts, { role }: StaffCaller): Promise<AppealCase[]> {
  if (!mayDo(role, 'take-appeal')) throw new Problem('staff.not-allowed')
  const { reader } = parts.database
  const rows = await appeals.openCases(reader)
  return Promise.all(rows.map((row) => caseOf(reader, parts, row)))
}

async function openCase(tx: Transaction, number: string): Promise<appeals.AppealRow> {
  const row = await appeals.byNumber(tx, number)
  if (!row) throw new Problem('appeal.not-found')
  return row
}

/**
 * 处理中: a member of staff has the case; repeating changes nothing. Throws appeal.not-found, appeal.taken, appeal.moved-on,
 * staff.not-allowed.
 */
export function takeCase(parts: ClaimParts, caller: StaffCaller, number: string): Promise<AppealCase> {
  return parts.database.write(async (tx) => {
    const row = await openCase(tx, number)
    if (hasTaken(caller, row)) return caseOf(tx, parts, row)
    const fault = takingFault(row, caller)
    if (fault) throw new Problem(fault)
    const { staffId: takenBy } = caller
    if (!(await appeals.moveOn(tx, row, { state: 'in-progress', takenBy }))) throw new Problem('appeal.moved-on')
    await note(tx, parts, { caller, action: 'appeal.taken', subject: row.accountId, detail: { appeal: number } })
    return caseOf(tx, parts, { ...row, state: 'in-progress', takenBy })
  })
}

/** What staff have decided, in words that the appellant reads. */
export interface Decision {
  readonly number: string
  readonly isAgreed: boolean
  readonly answer: string
}

/** The document becomes the appellant's, whoever has it, whatever document the appellant had; what a register confirmed is the evidence. */
async function moveDocument(
  tx: Transaction,
  parts: ClaimParts,
  { caller, row }: { caller: StaffCaller; row: appeals.AppealRow },
): Promise<void> {
  const { claim } = contentOf(parts.personal, row)
  if ((await standingOf(tx, parts, row.accountId)) !== 'active') throw new Problem('appeal.account-gone')
  const isTheirs = (await ownerOfDocument(tx, parts, claim.holder)) === row.accountId
  if (isTheirs) return
  const rights = { mayReplace: true, takesFrom: 'anyone' } as const
  const lineOn = (inTx: Transaction, { action, subject, detail }: Line) =>
    note(inTx, parts, { caller, action, subject, detail })
  await settleClaim(tx, parts, { accountId: row.accountId, claim, rights, note: lineOn })
}

/**
 * 已同意 or 已驳回: decided by a supervisor who has not taken the case; where it is agreed the document moves in the same
 * transaction. Throws appeal.not-found, appeal.moved-on, appeal.same-person, appeal.account-gone, staff.not-allowed.
 */
export async function decideCase(parts: ClaimParts, caller: StaffCaller, decision: Decision): Promise<void> {
  const { number, isAgreed, answer } = decision
  await parts.database.write(async (tx) => {
    const row = await openCase(tx, number)
    const fault = decidingFault(row, caller)
    if (fault) throw new Problem(fault)
    if (isAgreed) await moveDocument(tx, parts, { caller, row })
    const decidedAt = instant(parts.clock.now())
    const sealedAnswer = sealAnswer(parts.personal, number, answer)
    const decided = { decidedBy: caller.staffId, decidedAt, sealedAnswer }
    const isMoved = await appeals.moveOn(tx, row, { state: isAgreed ? 'agreed' : 'rejected', ...decided })
    if (!isMoved) throw new Problem('appeal.moved-on')
    const { accountId } = row
    await giveNotice(tx, parts, { accountId, kind: 'appeal-decided', detail: { appeal: number } })
    await note(tx, parts, {
      caller,
      action: 'appeal.decided',
      subject: accountId,
      detail: { appeal: number, isAgreed },
    })
  })
}
