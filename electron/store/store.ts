import { dirname } from 'node:path'
import { Problem } from '../../sync-server/contract/failure.ts'
import { type Connection, type DatabaseFile, openConnection, openHandle } from './connection.ts'
import { quarantine } from './quarantine.ts'
import { failureOf } from './sqlite-failure.ts'

/** What the store needs beside its file. */
export interface StoreOptions extends DatabaseFile {
  readonly now: () => Date
  /** Called with a fresh database before anything else uses it, so that it can take over what is readable. */
  readonly recover: (fresh: Connection, damagedPath: string) => void
}

/** The kiosk's one database: reads, durable transactions, and what happens when the file goes bad. */
export interface Store {
  read<T>(work: (sql: Connection) => T): T
  /** One transaction that takes the write lock at once; on disk when it returns. May run twice, so `work` changes nothing else. */
  write<T>(work: (sql: Connection) => T): T
  close(): void
}

/** A file that answered with damage is opened again and checked as a whole: memory or a cable may have been the cause. */
function isSound(file: DatabaseFile): boolean {
  try {
    const database = openHandle(file)
    try {
      return database.pragma('quick_check', { simple: true }) === 'ok'
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}

function reopen(options: StoreOptions): Connection {
  if (isSound(options)) return openConnection(options)
  const damaged = quarantine(options.path, options.now())
  const fresh = openConnection(options)
  options.recover(fresh, damaged)
  return fresh
}

function open(options: StoreOptions, isDamage: (cause: unknown) => boolean): Connection {
  try {
    return openConnection(options)
  } catch (cause) {
    if (!isDamage(cause)) throw cause
  }
  return reopen(options)
}

function closeQuietly(connection: Connection): void {
  try {
    connection.database.close()
  } catch {
    // A handle on a broken file may fail to close; the file is opened anew either way.
  }
}

/** What went wrong, in the catalogue's words where the file or the disk is to blame. */
function translated(cause: unknown, folder: string): unknown {
  const failure = failureOf(cause, folder)
  if (failure === 'full') return new Problem('kiosk.disk-full', { cause })
  return failure === 'damage' ? new Problem('kiosk.database-damaged', { cause }) : cause
}

/** Opens the store; a damaged file is set aside and replaced by a fresh one, a full disk is a problem of its own. */
export function openStore(options: StoreOptions): Store {
  const folder = dirname(options.path)
  const isDamage = (cause: unknown): boolean => failureOf(cause, folder) === 'damage'
  const orProblem = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw translated(cause, folder)
    }
  }
  let connection = orProblem(() => open(options, isDamage))
  let isClosed = false

  /** A replacement that failed half-way leaves a closed handle behind; the next use tries again. */
  const current = (): Connection => {
    if (!connection.database.open && !isClosed) connection = open(options, isDamage)
    return connection
  }
  const guarded = <T>(work: (sql: Connection) => T): T =>
    orProblem(() => {
      try {
        return work(current())
      } catch (cause) {
        if (!isDamage(cause)) throw cause
        closeQuietly(connection)
        connection = reopen(options)
      }
      return work(connection)
    })
  return {
    read: guarded,
    write: (work) => guarded((sql) => sql.database.transaction(() => work(sql)).immediate()),
    close: () => {
      isClosed = true
      closeQuietly(connection)
    },
  }
}
