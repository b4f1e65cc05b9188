import { randomInt } from 'node:crypto'
import * as audit from '../audit/audit.service.ts'
import type { Claim, ClaimParts } from '../claims/claims.service.ts'
import { appealNumber, type AppealProof, type AppealReason, type AppealView, isOpenAppeal } from '../contract/appeal.ts'
import { DRAWN_DIGITS } from '../contract/drawn-number.ts'
import { Problem } from '../contract/failure.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { CitizenCaller, ClientCaller } from '../platform/http/caller.ts'
import { assertSignedIn } from '../sessions/sessions.service.ts'
import { contentOf, sealContent, viewOf } from './appeal-content.ts'
import * as appeals from './appeals.repository.ts'

/** What somebody appeals for, and why. */
export interface Appeal {
  readonly caller: ClientCaller
  readonly accountId: string
  readonly claim: Claim
  readonly reason: AppealReason
  readonly proofs: readonly AppealProof[]
  readonly words: string
}

/** A number that nobody has; the rare taken one is drawn again. */
async function insertNew(tx: Transaction, parts: ClaimParts, appeal: Appeal): Promise<string> {
  const { accountId, claim, reason, words } = appeal
  const proofs = JSON.stringify(appeal.proofs)
  const nothing = { takenBy: null, decidedBy: null, decidedAt: null, sealedAnswer: null }
  for (;;) {
    const number = appealNumber(String(randomInt(10 ** DRAWN_DIGITS)).padStart(DRAWN_DIGITS, '0'))
    const sealedClaim = sealContent(parts.personal, number, { claim, words })
    const openedAt = instant(parts.clock.now())
    const row = { number, accountId, state: 'accepted', reason, proofs, sealedClaim, openedAt, ...nothing } as const
    if (await appeals.insertAppeal(tx, row)) return number
  }
}

/**
 * Opens a case inside a transaction; the answer is its number. Asking twice for the same document gives one case; throws
 * appeal.already-open while another waits.
 */
export async function openAppeal(tx: Transaction, parts: ClaimParts, appeal: Appeal): Promise<string> {
  const { accountId, claim, caller, reason } = appeal
  const open = await appeals.openOf(tx, accountId)
  if (open) {
    const { holder } = contentOf(parts.personal, open).claim
    if (holder.documentNumber !== claim.holder.documentNumber) throw new Problem('appeal.already-open')
    return open.number
  }
  const number = await insertNew(tx, parts, appeal)
  await giveNotice(tx, parts, { accountId, kind: 'appeal-opened', detail: { appeal: number } })
  const [at, detail] = [instant(parts.clock.now()), { appeal: number, reason }]
  await audit.recordOf(tx, caller, { action: 'appeal.opened', subject: accountId, detail, at })
  return number
}

/** A case of an account by its number. Throws appeal.not-found. */
export async function readAppeal(
  { database, personal }: ClaimParts,
  { accountId, number }: { accountId: string; number: string },
): Promise<AppealView> {
  const row = await appeals.byNumber(database.reader, number)
  if (row?.accountId !== accountId) throw new Problem('appeal.not-found')
  return viewOf(personal, row)
}

/** The cases of an account, newest first. */
export async function appealsOfAccount(
  { database, personal }: Pick<ClaimParts, 'database' | 'personal'>,
  accountId: string,
): Promise<AppealView[]> {
  const rows = await appeals.ofAccount(database.reader, accountId)
  return rows.map((row) => viewOf(personal, row))
}

/** The cases of the caller's account, newest first. */
export function listAppeals(parts: ClaimParts, { citizen }: CitizenCaller): Promise<AppealView[]> {
  return appealsOfAccount(parts, citizen.accountId)
}

/** Takes a case back that nobody has decided; repeating changes nothing. Throws appeal.not-found, appeal.moved-on. */
export async function withdrawAppeal(parts: ClaimParts, caller: CitizenCaller, number: string): Promise<void> {
  const { accountId } = caller.citizen
  await parts.database.write(async (tx) => {
    await assertSignedIn(tx, caller.citizen)
    const row = await appeals.byNumber(tx, number)
    if (row?.accountId !== accountId) throw new Problem('appeal.not-found')
    if (row.state === 'withdrawn') return
    if (!isOpenAppeal(row.state)) throw new Problem('appeal.moved-on')
    if (!(await appeals.moveOn(tx, row, { state: 'withdrawn' }))) throw new Problem('appeal.moved-on')
    const [at, detail] = [instant(parts.clock.now()), { appeal: number }]
    await audit.recordOf(tx, caller, { action: 'appeal.withdrawn', subject: accountId, detail, at })
  })
}
