import type Database from 'better-sqlite3'
import type { Connection } from '../store/connection.ts'
import { readableRows, type Row } from '../store/readable-rows.ts'
import { type AdoptedParcels, adoptParcel, isIntact } from './adopt.ts'

/** Takes one readable row of a damaged database over. */
type TakeOver = (fresh: Connection, row: Row, adopted: AdoptedParcels) => void

function insertInto(table: string): TakeOver {
  return (fresh, row) => {
    const names = Object.keys(row)
    const places = names.map(() => '?').join(', ')
    fresh.run(`insert or ignore into "${table}" (${names.join(', ')}) values (${places})`, ...Object.values(row))
  }
}

/** A lease ends with the database that it was given in; bytes lie under another number in the fresh one. */
const takeLine: TakeOver = (fresh, { id: _, ...row }, adopted) => {
  const state = row['state'] === 'leased' ? 'ready' : row['state']
  insertInto('outbox')(fresh, { ...row, state, parcel: adopted.numberOf(row['parcel']) }, adopted)
}

const takeParcel: TakeOver = (fresh, row, adopted) => {
  if (isIntact(row)) adoptParcel(fresh, row, adopted)
}

/** Every table, those first that others refer to. */
const TABLES: readonly (readonly [name: string, takeOver: TakeOver])[] = [
  ['marks', insertInto('marks')],
  ['staff', insertInto('staff')],
  ['staff_tries', insertInto('staff_tries')],
  ['snapshot', insertInto('snapshot')],
  ['chain', insertInto('chain')],
  ['parcels', takeParcel],
  ['outbox', takeLine],
]

/** Copies what is readable of a damaged database into a fresh one; existing rows win. Says whether all of it was readable. */
export function salvageTables(damaged: Database.Database, fresh: Connection, adopted: AdoptedParcels): boolean {
  const isWhole = TABLES.map(([name, takeOver]) => {
    try {
      return readableRows(damaged, name, (row) => takeOver(fresh, row, adopted))
    } catch {
      // Not even the table can be found; the others may be.
      return false
    }
  })
  return isWhole.every(Boolean)
}
