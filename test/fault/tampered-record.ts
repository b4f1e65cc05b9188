import Database from 'better-sqlite3'
import { join } from 'node:path'
import { deposit, inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import type { Drill } from './drill.ts'

const records = 5
const victim = 2
const byteInside = 200

/** Somebody changes one byte of one stored record: it must stop with its name, and all others must arrive. */
export const tamperedRecord: Drill = {
  name: 'tampered-record',
  run: () =>
    inBareHall(async (hall) => {
      const office = await hall.office()
      const ids = deposit(office, records)
      await office.close()
      const changed = ids[victim] ?? ''
      flipOneByte(join(hall.kioskDir, 'kiosk.db'), changed)
      const again = await hall.office()
      await hall.drain(again)
      const untouched = ids.filter((id) => id !== changed)
      const { lost, doubled } = compare(untouched, hall.books)
      const slipped = hall.books.arrivals().includes(changed) ? 1 : 0
      const tried = `one changed byte: ${slipped === 0 ? 'that record stopped' : 'THAT RECORD WAS TAKEN IN'}`
      return { name: 'tampered-record', tried, records, lost: lost + slipped, doubled }
    }),
}

function flipOneByte(file: string, recordId: string): void {
  const db = new Database(file)
  const parcel = db.prepare('select parcel from outbox where record_id = ?').pluck().get(recordId)
  const bytes = db.prepare<unknown[], Buffer>('select bytes from parcels where id = ?').pluck().get(parcel) as Buffer
  bytes.writeUInt8(bytes.readUInt8(byteInside) ^ 1, byteInside)
  db.prepare('update parcels set bytes = ? where id = ?').run(bytes, parcel)
  db.close()
}
