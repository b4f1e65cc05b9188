import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'
import { groupCommit } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { type Handle, handleOn, readerOn, transactionOn } from './sqlite-handle.ts'

/** Set and read back at every open: this library's build falls back to synchronous=NORMAL in WAL mode. */
const PRAGMAS: readonly (readonly [name: string, set: string, reads: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['trusted_schema', 'OFF', 0],
]
const BUSY_TIMEOUT_MS = 5000
const CACHE_KIB = 16 * 1024
/** A batch of records fills the usual log of 1000 pages by itself; moving it over after every batch would wait for the disk twice. */
const CHECKPOINT_PAGES = 8000

function openHandle(path: string): Handle {
  const raw = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS })
  for (const [name, set, reads] of PRAGMAS) {
    raw.pragma(`${name} = ${set}`)
    const actual: unknown = raw.pragma(name, { simple: true })
    if (actual !== reads) throw new Error(`SQLite refuses ${name} = ${set} and says ${String(actual)}`)
  }
  raw.pragma(`cache_size = -${CACHE_KIB}`)
  raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return handleOn(raw)
}

/**
 * Opens the SQLite file with its settings asserted and its schema up to date: one handle writes; reads take it too, whose pages
 * a commit of its own leaves in memory, and another one while it is in a transaction that nobody may see yet.
 */
export async function openSqlite(path: string): Promise<Database> {
  const writing = openHandle(path)
  const writer = readerOn(writing)
  await migrate(writer.kysely, 'sqlite')
  const reading = openHandle(path)
  const commits = groupCommit({
    transaction: transactionOn(writing, writer),
    isOpen: () => writing.raw.inTransaction,
    execute: (sql) => void writing.prepare(sql).run(),
  })
  return {
    engine: 'sqlite',
    reader: readerOn(reading, (sql) => (writing.raw.inTransaction ? reading : writing).prepare(sql)),
    write: commits.write,
    single: (sql, ...values) => commits.single((tx) => tx.get(sql, ...values)),
    isCollision: () => false,
    async close() {
      await commits.settled()
      reading.close()
      writing.raw.pragma('wal_checkpoint(TRUNCATE)')
      writing.close()
    },
  }
}
