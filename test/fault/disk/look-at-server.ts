import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { verifyAudit } from '../../../sync-server/audit/audit.service.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import type { Database, Reader } from '../../../sync-server/platform/database/database.ts'
import { openDatabase } from '../../../sync-server/platform/database/open-database.ts'
import type { ImageFindings } from './replay.ts'

const DOUBLED = `SELECT COUNT(*) - COUNT(DISTINCT record_id) + (SELECT COUNT(*) FROM level_grants g
  WHERE NOT EXISTS (SELECT 1 FROM inbox i WHERE i.record_id = g.record_id AND i.decision = 'granted')) AS n FROM inbox`

async function lostAmong(reader: Reader, told: readonly string[]): Promise<number> {
  const kept = await reader.all<{ receipt: string }>('SELECT receipt FROM inbox')
  const signatures = new Set(kept.map(({ receipt }) => (JSON.parse(receipt) as { signature: string }).signature))
  return told.filter((fact) => !signatures.has(fact.replace('receipt ', ''))).length
}

async function look(database: Database, told: readonly string[]): Promise<ImageFindings> {
  const { reader } = database
  const { rows } = await sql<{ integrityCheck: string }>`PRAGMA integrity_check`.execute(reader.kysely)
  const { broken } = await verifyAudit(reader)
  const { faults } = await verifyLevels(reader)
  const isIntact = rows[0]?.integrityCheck === 'ok' && broken.length === 0 && faults.length === 0
  const doubled = (await reader.get<{ n: number }>(DOUBLED))?.n ?? 0
  return { lost: await lostAmong(reader, told), doubled, isDamaged: !isIntact }
}

/** Opens a server's database with the server's own code and looks for every receipt that went out, and at its books. */
export async function lookAtServer(folder: string, told: readonly string[]): Promise<ImageFindings> {
  const path = join(folder, 'hall.sqlite')
  if (!existsSync(path)) return { lost: told.length, doubled: 0, isDamaged: false }
  try {
    const database = await openDatabase(`sqlite:${path}`)
    return await look(database, told).finally(() => database.close())
  } catch {
    // A database that does not even open is the worst that can be found; what it says of itself adds nothing.
    return { lost: told.length, doubled: 0, isDamaged: true }
  }
}
