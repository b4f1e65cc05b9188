import type { HolderWay } from '../contract/holder-way.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'

/** One run as it is counted. */
export interface CountedRun {
  readonly day: string
  readonly kioskId: string
  readonly way: HolderWay
  readonly upToS: number
  readonly isGranted: boolean
}

/** Counts one run; nothing of it stays but the count. */
export async function countRun(tx: Transaction, { day, kioskId, way, upToS, isGranted }: CountedRun): Promise<void> {
  await tx.run(
    `INSERT INTO way_times (day, kiosk_id, way, up_to_s, granted, returned) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (day, kiosk_id, way, up_to_s) DO UPDATE SET
      granted = way_times.granted + excluded.granted, returned = way_times.returned + excluded.returned`,
    ...[day, kioskId, way, upToS, isGranted ? 1 : 0, isGranted ? 0 : 1],
  )
}

export interface WayBand {
  readonly kioskId: string
  readonly name: string
  readonly hall: string
  readonly way: HolderWay
  readonly upToS: number
  readonly granted: number
  readonly returned: number
}

/** All bands from a day on, by kiosk. */
export async function bandsSince(reader: Pick<Reader, 'all'>, day: string): Promise<readonly WayBand[]> {
  const rows = await reader.all<WayBand>(
    `SELECT w.kiosk_id AS "kioskId", k.name, k.hall_name AS hall, w.way, w.up_to_s AS "upToS",
      SUM(w.granted) AS granted, SUM(w.returned) AS returned
      FROM way_times w JOIN kiosks k ON k.id = w.kiosk_id WHERE w.day >= ?
      GROUP BY w.kiosk_id, k.name, k.hall_name, w.way, w.up_to_s ORDER BY k.hall_name, k.name, w.kiosk_id`,
    day,
  )
  return rows.map((row) => ({ ...row, granted: Number(row.granted), returned: Number(row.returned) }))
}
