import type { Reader, Transaction } from '../platform/database/database.ts'
import type { RunRow } from './flow-run.ts'

/** The run with this hash of an id. */
export function runByHash(reader: Reader, idHash: string): Promise<RunRow | undefined> {
  return reader.get(
    `SELECT id_hash AS "idHash", flow, account_id AS "accountId", kiosk_id AS "kioskId", revision,
      sealed_run AS "sealedRun", expires_at AS "expiresAt" FROM flow_runs WHERE id_hash = ?`,
    idHash,
  )
}

/** Adds a run. */
export async function insertRun(tx: Transaction, row: RunRow): Promise<void> {
  await tx.run(
    `INSERT INTO flow_runs (id_hash, flow, account_id, kiosk_id, revision, sealed_run, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[row.idHash, row.flow, row.accountId, row.kioskId, row.revision, row.sealedRun, row.expiresAt],
  )
}

/** Replaces a run that still has the revision it was read with; false when it has moved on. */
export async function replaceRun(tx: Transaction, row: RunRow, readRevision: number): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE flow_runs SET account_id = ?, revision = ?, sealed_run = ?, expires_at = ? WHERE id_hash = ? AND revision = ?`,
    ...[row.accountId, row.revision, row.sealedRun, row.expiresAt, row.idHash, readRevision],
  )
  return changed > 0
}

/** Forgets a run that began at this place. */
export async function deleteRun(tx: Transaction, idHash: string, kioskId: string | null): Promise<void> {
  await tx.run('DELETE FROM flow_runs WHERE id_hash = ? AND kiosk_id IS NOT DISTINCT FROM ?', idHash, kioskId)
}

/** Forgets runs that have expired. */
export async function dropExpired(tx: Transaction, now: string): Promise<void> {
  await tx.run('DELETE FROM flow_runs WHERE expires_at < ?', now)
}
