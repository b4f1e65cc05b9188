import { basename, dirname, join } from 'node:path'
import type { Connection, DatabaseFile } from '../store/connection.ts'
import { readDamaged } from '../store/damaged-file.ts'
import { adoptedParcels, rebuildOutbox } from './adopt.ts'
import { salvageTables } from './salvage.ts'

function takeOver(file: DatabaseFile, sql: Connection): boolean {
  try {
    return readDamaged(file, sql, (damaged) =>
      sql.database.transaction(() => {
        const adopted = adoptedParcels(sql)
        const isWhole = salvageTables(damaged, sql, adopted)
        rebuildOutbox(sql, adopted)
        return isWhole
      })(),
    )
  } catch {
    // Whatever stands in the way now (room, a dying disk), the file stays where it is and the next start tries again.
    return false
  }
}

/** Remembers a database that was set aside and takes over what is readable of it. */
export function recover(sql: Connection, file: DatabaseFile, foundAt: Date): void {
  const name = basename(file.path)
  sql.run('insert or ignore into quarantined (file, found_at) values (?, ?)', name, foundAt.toISOString())
  if (takeOver(file, sql)) sql.run('update quarantined set is_recovered = 1 where file = ?', name)
}

/** Tries once more the files that were not wholly readable before. */
export function recoverRest(sql: Connection, database: DatabaseFile, now: Date): void {
  const rest = sql.all<{ file: string }>('select file from quarantined where is_recovered = 0')
  for (const { file } of rest) recover(sql, { ...database, path: join(dirname(database.path), file) }, now)
}

/** Whether a database of this kiosk was ever found damaged. */
export function wasDamaged(sql: Connection): boolean {
  return sql.get('select 1 from quarantined limit 1') !== undefined
}
