import { freeMiB } from './free-space.ts'

/** What an error of the database means for the kiosk: no room, a file to doubt, or a mistake of the program. */
export type SqliteFailure = 'full' | 'damage' | 'other'

const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|IOERR)/
/** With less than this an input/output error is taken for lack of room: shared memory of WAL reports it so. */
const NO_ROOM_MIB = 1

/** Judges an error thrown by the database whose file lies in `folder`. */
export function failureOf(error: unknown, folder: string): SqliteFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'full'
  const isFileTrouble = code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')
  if (isFileTrouble && freeMiB(folder) < NO_ROOM_MIB) return 'full'
  return DAMAGE.test(code) ? 'damage' : 'other'
}
