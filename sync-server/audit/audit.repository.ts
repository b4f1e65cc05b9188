import type { Reader, Transaction } from '../platform/database/database.ts'
import type { AuditLine } from './audit-line.ts'

/** The newest line of a home. */
export function headOf(tx: Reader, home: string): Promise<{ seq: number; hash: string } | undefined> {
  return tx.get('SELECT seq, hash FROM audit WHERE home = ? ORDER BY seq DESC LIMIT 1', home)
}

/** Adds a line; the key on home and seq keeps two writers from adding the same one. */
export async function insertLine(tx: Transaction, line: AuditLine): Promise<void> {
  await tx.run(
    `INSERT INTO audit (home, seq, at, actor, action, subject, detail, previous_hash, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[line.home, line.seq, line.at, line.actor, line.action, line.subject, line.detail, line.previousHash, line.hash],
  )
}

/** Every home that has lines. */
export async function homesOf(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.kysely.selectFrom('audit').select('home').distinct().orderBy('home').execute()
  return rows.map(({ home }) => home)
}

/** All lines of a home, oldest first. */
export function linesOf(reader: Reader, home: string): Promise<readonly AuditLine[]> {
  return reader.kysely.selectFrom('audit').selectAll().where('home', '=', home).orderBy('seq').execute()
}

/** One line by its place. */
export function lineAt(
  reader: Reader,
  home: string,
  seq: number,
): Promise<{ action: string; detail: string } | undefined> {
  return reader.get('SELECT action, detail FROM audit WHERE home = ? AND seq = ?', home, seq)
}
