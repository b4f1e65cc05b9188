import type { Transaction } from '../platform/database/database.ts'

/**
 * Takes the night's check for this process; false when another one has it or has done it. One that was begun before `staleAt`
 * and never finished is taken over.
 */
export async function claimCheck(
  tx: Transaction,
  { day, at, staleAt }: { day: string; at: string; staleAt: string },
): Promise<boolean> {
  const text = `INSERT INTO level_checks (day, started_at) VALUES (?, ?)
    ON CONFLICT (day) DO UPDATE SET started_at = excluded.started_at
      WHERE level_checks.finished_at IS NULL AND level_checks.started_at < ? RETURNING day`
  return (await tx.get(text, day, at, staleAt)) !== undefined
}

/** Writes what the night's check found. */
export async function finishCheck(
  tx: Transaction,
  row: { day: string; at: string; grants: number; checks: number; faults: number },
): Promise<void> {
  const text = 'UPDATE level_checks SET finished_at = ?, grants = ?, checks = ?, faults = ? WHERE day = ?'
  await tx.run(text, row.at, row.grants, row.checks, row.faults, row.day)
}
