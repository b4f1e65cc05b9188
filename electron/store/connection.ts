import Database from 'better-sqlite3'
import { Problem } from '../../sync-server/contract/failure.ts'
import { migrate } from './migrations.ts'

/** An open database with its statements kept ready; columns come back as plain objects. */
export interface Connection {
  readonly database: Database.Database
  /** One row as the schema declares it; the caller names the type that its columns have. */
  get<Row>(sql: string, ...values: readonly unknown[]): Row | undefined
  all<Row>(sql: string, ...values: readonly unknown[]): Row[]
  run(sql: string, ...values: readonly unknown[]): number
  /** Adds one row; answers with its rowid. */
  insert(sql: string, ...values: readonly unknown[]): number
}

/** Where the database lies and, for older runtimes, which native binding opens it. */
export interface DatabaseFile {
  readonly path: string
  readonly nativeBinding: string | undefined
}

/**
 * Set and read back at every open: the library's build falls back to synchronous=NORMAL in WAL mode. Whatever lies in this
 * database is sealed or encrypted, so what is deleted is overwritten only where that costs no extra writing.
 */
const PRAGMAS: readonly (readonly [name: string, set: string, reads: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'FAST', 2],
  ['temp_store', 'MEMORY', 2],
  ['trusted_schema', 'OFF', 0],
]
/** A record of 60 KB fills eight such pages and not sixteen of the usual ones: each is a write of its own to the log and to the file. */
export const PAGE_BYTES = 8192
/** Some three hundred records: moving them from the log into the file waits for the disk twice, so it is done seldom. */
const CHECKPOINT_PAGES = 4096
/** Above what the log reaches between two such moves: a log that is cut back and grows again costs more than one written over. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024

function settle(database: Database.Database): void {
  database.pragma(`page_size = ${PAGE_BYTES}`) // takes effect in a file that is still empty
  for (const [name, set, reads] of PRAGMAS) {
    database.pragma(`${name} = ${set}`)
    const actual = database.pragma(name, { simple: true })
    if (actual !== reads) {
      const cause = new Error(`pragma ${name} is ${String(actual)}`)
      throw new Problem('kiosk.database-damaged', { cause })
    }
  }
  database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
}

/** Wraps an open handle; each statement is prepared once. */
export function connectionOf(database: Database.Database): Connection {
  const statements = new Map<string, Database.Statement<unknown[]>>()
  const prepared = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql) ?? database.prepare<unknown[]>(sql)
    statements.set(sql, known)
    return known
  }
  return {
    database,
    get: <Row>(sql: string, ...values: readonly unknown[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly unknown[]) => prepared(sql).all(...values) as Row[],
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    insert: (sql, ...values) => Number(prepared(sql).run(...values).lastInsertRowid),
  }
}

/** A bare handle without settings or migrations, for looking at a file that may be broken. */
export function openHandle(file: DatabaseFile): Database.Database {
  return new Database(file.path, file.nativeBinding === undefined ? {} : { nativeBinding: file.nativeBinding })
}

/** Opens or creates the database with its settings asserted and its schema up to date; closes it again on any failure. */
export function openConnection(file: DatabaseFile): Connection {
  const database = openHandle(file)
  try {
    settle(database)
    migrate(database)
    return connectionOf(database)
  } catch (cause) {
    database.close()
    throw cause
  }
}
