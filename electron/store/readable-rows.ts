import type Database from 'better-sqlite3'

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>

/** So many unreadable neighbours end the search in a table. */
const GIVE_UP_AFTER = 4096

type Next = Database.Statement<[number], Row & { readonly at: number }>

function nextRow(next: Next, after: number): (Row & { readonly at: number }) | 'unreadable' | undefined {
  try {
    return next.get(after)
  } catch {
    return 'unreadable'
  }
}

/** Hands over every row of a table that can be read, stepping over those that cannot; false when any was stepped over. */
export function readableRows(damaged: Database.Database, table: string, take: (row: Row) => void): boolean {
  const next: Next = damaged.prepare(`select rowid as at, * from "${table}" where rowid > ? order by rowid limit 1`)
  let misses = 0
  let isWhole = true
  for (let last = 0; misses < GIVE_UP_AFTER;) {
    const found = nextRow(next, last)
    if (found === undefined) return isWhole
    if (found === 'unreadable') {
      isWhole = false
      last += 1
      misses += 1
      continue
    }
    const { at, ...row } = found
    last = at
    misses = 0
    take(row)
  }
  return false
}
