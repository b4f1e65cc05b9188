import { existsSync } from 'node:fs'
import { openHandle, type DatabaseFile } from '../store/connection.ts'

/** Everything that only this kiosk still has: records without a receipt, and databases set aside that were not wholly read. */
const UNSENT = `select
  (select count(*) from outbox where state in ('ready', 'leased', 'parked'))
  + (select count(*) from quarantined where is_recovered = 0)`

/** How many records would be lost with this kiosk's data; a database that cannot be read may hold any number. */
export function unsentRecords(file: DatabaseFile): number | 'unreadable' {
  if (!existsSync(file.path)) return 0
  try {
    const database = openHandle(file)
    try {
      return Number(database.prepare(UNSENT).pluck().get())
    } finally {
      database.close()
    }
  } catch {
    return 'unreadable'
  }
}
