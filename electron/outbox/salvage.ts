import type Database from 'better-sqlite3'
import { sha256Hex } from '../platform/digest.ts'
import type { Connection } from '../store/connection.ts'

type Row = Readonly<Record<string, unknown>>

/** A table whose readable rows are taken over, lines before whatever refers to them. */
interface Salvaged {
  readonly name: string
  /** The row as it goes into the fresh database; undefined leaves it behind. */
  readonly accept: (row: Row) => Row | undefined
}

const asItIs = (row: Row): Row => row
const withoutId = ({ id: _, ...columns }: Row): Row => columns
const isIntact = ({ digest, bytes }: Row): boolean => bytes instanceof Uint8Array && sha256Hex(bytes) === digest

const TABLES: readonly Salvaged[] = [
  { name: 'marks', accept: asItIs },
  { name: 'staff', accept: asItIs },
  { name: 'staff_tries', accept: asItIs },
  { name: 'snapshot', accept: asItIs },
  { name: 'chain', accept: asItIs },
  { name: 'blobs', accept: (row) => (isIntact(row) ? withoutId(row) : undefined) },
  { name: 'outbox', accept: (row) => withoutId(row['state'] === 'leased' ? { ...row, state: 'ready' } : row) },
]
/** So many unreadable neighbours in a row end the search in a table. */
const GIVE_UP_AFTER = 4096

/** Every row that can be read, stepping over those that cannot; the answer says whether none was stepped over. */
function* readableRows(damaged: Database.Database, table: string): Generator<Row, boolean> {
  const next = damaged.prepare<[number], Row & { at: number }>(
    `select rowid as at, * from "${table}" where rowid > ? order by rowid limit 1`,
  )
  let last = 0
  let misses = 0
  let isWhole = true
  while (misses < GIVE_UP_AFTER) {
    try {
      const row = next.get(last)
      if (!row) break
      last = row.at
      misses = 0
      const { at: _, ...columns } = row
      yield columns
    } catch {
      isWhole = false
      last += 1
      misses += 1
    }
  }
  return isWhole
}

function insert(fresh: Connection, table: string, row: Row): void {
  const names = Object.keys(row)
  const places = names.map(() => '?').join(', ')
  fresh.run(`insert or ignore into "${table}" (${names.join(', ')}) values (${places})`, ...Object.values(row))
}

function copyTable(damaged: Database.Database, fresh: Connection, table: Salvaged): boolean {
  try {
    const rows = readableRows(damaged, table.name)
    let step = rows.next()
    for (; !step.done; step = rows.next()) {
      const row = table.accept(step.value)
      if (row) insert(fresh, table.name, row)
    }
    return step.value
  } catch {
    return false
  }
}

/** Copies what is readable of a damaged database into a fresh one; existing rows win. Says whether all of it was readable. */
export function salvageTables(damaged: Database.Database, fresh: Connection): boolean {
  return TABLES.map((table) => copyTable(damaged, fresh, table)).every((isWhole) => isWhole)
}
