import type { AppealState } from '../contract/appeal.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type AppealRow = Tables['appeals']
const COLUMNS = `number, account_id AS "accountId", state, reason, proofs, sealed_claim AS "sealedClaim", opened_at AS "openedAt",
  taken_by AS "takenBy", decided_by AS "decidedBy", decided_at AS "decidedAt", sealed_answer AS "sealedAnswer"`
const OPEN = `state IN ('accepted', 'in-progress')`
const MOST = 100

/** Adds a case; false when its number is taken. */
export async function insertAppeal(tx: Transaction, row: AppealRow): Promise<boolean> {
  const text = `INSERT INTO appeals (number, account_id, state, reason, proofs, sealed_claim, opened_at)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING`
  const { number, accountId, state, reason, proofs, sealedClaim, openedAt } = row
  return (await tx.run(text, number, accountId, state, reason, proofs, sealedClaim, openedAt)) > 0
}

/** The case with this number. */
export function byNumber(reader: Reader, number: string): Promise<AppealRow | undefined> {
  return reader.get(`SELECT ${COLUMNS} FROM appeals WHERE number = ?`, number)
}

/** The case of an account that nobody has decided yet; there is one at most. */
export function openOf(reader: Reader, accountId: string): Promise<AppealRow | undefined> {
  return reader.get(`SELECT ${COLUMNS} FROM appeals WHERE account_id = ? AND ${OPEN}`, accountId)
}

/** The cases of an account, newest first. */
export function ofAccount(reader: Reader, accountId: string): Promise<readonly AppealRow[]> {
  return reader.all(
    `SELECT ${COLUMNS} FROM appeals WHERE account_id = ? ORDER BY opened_at DESC, number LIMIT ${MOST}`,
    accountId,
  )
}

/** Cases that wait for staff, the longest waiting first. */
export function openCases(reader: Reader): Promise<readonly AppealRow[]> {
  return reader.all(`SELECT ${COLUMNS} FROM appeals WHERE ${OPEN} ORDER BY opened_at, number LIMIT ${MOST}`)
}

/** Moves a case on from the state in which it was read; false when it has moved since. */
export async function moveOn(
  tx: Transaction,
  { number, state }: Pick<AppealRow, 'number' | 'state'>,
  change: { readonly state: AppealState } & Partial<
    Pick<AppealRow, 'takenBy' | 'decidedBy' | 'decidedAt' | 'sealedAnswer'>
  >,
): Promise<boolean> {
  const text = `UPDATE appeals SET state = ?, taken_by = COALESCE(?, taken_by), decided_by = ?, decided_at = ?, sealed_answer = ?
    WHERE number = ? AND state = ?`
  const { state: next, takenBy = null, decidedBy = null, decidedAt = null, sealedAnswer = null } = change
  return (await tx.run(text, next, takenBy, decidedBy, decidedAt, sealedAnswer, number, state)) > 0
}
