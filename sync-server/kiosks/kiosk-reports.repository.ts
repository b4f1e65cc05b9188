import type { KioskReport } from '../contract/device-health.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'

/** A kiosk's word about itself, with when it came. */
export type KeptReport = KioskReport & { readonly at: string }

interface Row {
  readonly kioskId: string
  readonly content: string
  readonly reportedAt: string
}
const reportOf = ({ content, reportedAt: at }: Row): KeptReport => ({ ...(JSON.parse(content) as KioskReport), at })

/** The latest report of a kiosk. */
export async function reportOfKiosk(reader: Reader, kioskId: string): Promise<KeptReport | undefined> {
  const row = await reader.kysely
    .selectFrom('kioskReports')
    .selectAll()
    .where('kioskId', '=', kioskId)
    .executeTakeFirst()
  return row && reportOf(row)
}

/** The latest report of every kiosk that has made one. */
export async function allReports(reader: Reader): Promise<ReadonlyMap<string, KeptReport>> {
  const rows = await reader.kysely.selectFrom('kioskReports').selectAll().execute()
  return new Map(rows.map((row) => [row.kioskId, reportOf(row)]))
}

/** Keeps a report in place of the one before. */
export async function keepReport(tx: Transaction, kioskId: string, { at, ...report }: KeptReport): Promise<void> {
  const text = `INSERT INTO kiosk_reports (kiosk_id, content, reported_at) VALUES (?, ?, ?)
    ON CONFLICT (kiosk_id) DO UPDATE SET content = excluded.content, reported_at = excluded.reported_at`
  await tx.run(text, kioskId, JSON.stringify(report), at)
}
