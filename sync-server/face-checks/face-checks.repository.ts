import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type CheckRow = Tables['faceChecks']
/** What of a check can change. */
export type CheckChange = Partial<
  Pick<CheckRow, 'stage' | 'fault' | 'tries' | 'nonceHash' | 'challenges' | 'nonceExpiresAt'>
>

const COLUMNS = `run_hash AS "runHash", account_id AS "accountId", phone_hash AS "phoneHash", stage, fault, tries,
  nonce_hash AS "nonceHash", challenges, nonce_expires_at AS "nonceExpiresAt", revision`

/** The check of a run. */
export function checkOf(reader: Pick<Reader, 'get'>, runHash: string): Promise<CheckRow | undefined> {
  return reader.get<CheckRow>(`SELECT ${COLUMNS} FROM face_checks WHERE run_hash = ?`, runHash)
}

/** Gives the check of a run to a phone, at a stage; the tries of an earlier phone stay counted. */
export async function openCheck(
  tx: Transaction,
  row: Pick<CheckRow, 'runHash' | 'accountId' | 'phoneHash' | 'stage'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO face_checks (run_hash, account_id, phone_hash, stage, tries, revision) VALUES (?, ?, ?, ?, 0, 0)
      ON CONFLICT (run_hash) DO UPDATE SET phone_hash = excluded.phone_hash, stage = excluded.stage, fault = NULL,
      nonce_hash = NULL, challenges = NULL, nonce_expires_at = NULL, revision = face_checks.revision + 1`,
    ...[row.runHash, row.accountId, row.phoneHash, row.stage],
  )
}

/** Moves a check on from the revision that was read; false when it is not at that any more. */
export async function moveCheck(tx: Transaction, from: CheckRow, change: CheckChange): Promise<boolean> {
  const to = { ...from, ...change }
  const text = `UPDATE face_checks SET stage = ?, fault = ?, tries = ?, nonce_hash = ?, challenges = ?, nonce_expires_at = ?,
    revision = revision + 1 WHERE run_hash = ? AND revision = ?`
  const values = [to.stage, to.fault, to.tries, to.nonceHash, to.challenges, to.nonceExpiresAt]
  return (await tx.run(text, ...values, from.runHash, from.revision)) > 0
}

/** Takes the check of a run from its phone. */
export async function releasePhone(tx: Transaction, runHash: string): Promise<void> {
  await tx.run(
    `UPDATE face_checks SET phone_hash = NULL, stage = 'consent', fault = NULL, nonce_hash = NULL, challenges = NULL,
      nonce_expires_at = NULL, revision = revision + 1 WHERE run_hash = ?`,
    runHash,
  )
}
