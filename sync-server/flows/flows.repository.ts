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

/** The picture beside a run. */
export async function pictureBeside(reader: Reader, runHash: string): Promise<Uint8Array | undefined> {
  const text = 'SELECT sealed_picture AS "sealedPicture" FROM run_pictures WHERE run_hash = ?'
  return (await reader.get<{ sealedPicture: Uint8Array }>(text, runHash))?.sealedPicture
}

async function keepPicture(tx: Transaction, { idHash, sealedPicture }: RunRow): Promise<void> {
  if (!sealedPicture) return
  await tx.run(
    `INSERT INTO run_pictures (run_hash, sealed_picture) VALUES (?, ?)
      ON CONFLICT (run_hash) DO UPDATE SET sealed_picture = excluded.sealed_picture`,
    ...[idHash, sealedPicture],
  )
}

/** Adds a run. */
export async function insertRun(tx: Transaction, row: RunRow): Promise<void> {
  await tx.run(
    `INSERT INTO flow_runs (id_hash, flow, account_id, kiosk_id, revision, sealed_run, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[row.idHash, row.flow, row.accountId, row.kioskId, row.revision, row.sealedRun, row.expiresAt],
  )
  await keepPicture(tx, row)
}

/** Replaces a run that still has the revision it was read with; false when it has moved on. */
export async function replaceRun(tx: Transaction, row: RunRow, readRevision: number): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE flow_runs SET account_id = ?, revision = ?, sealed_run = ?, expires_at = ? WHERE id_hash = ? AND revision = ?`,
    ...[row.accountId, row.revision, row.sealedRun, row.expiresAt, row.idHash, readRevision],
  )
  if (changed === 0) return false
  await keepPicture(tx, row)
  return true
}

/** Forgets a run that began at this place. */
export async function deleteRun(tx: Transaction, idHash: string, kioskId: string | null): Promise<void> {
  await tx.run('DELETE FROM flow_runs WHERE id_hash = ? AND kiosk_id IS NOT DISTINCT FROM ?', idHash, kioskId)
}

/** Forgets runs that have expired. */
export async function dropExpired(tx: Transaction, now: string): Promise<void> {
  await tx.run('DELETE FROM flow_runs WHERE expires_at < ?', now)
}
