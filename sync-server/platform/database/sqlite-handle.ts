import type Sqlite from 'better-sqlite3'
import { CamelCasePlugin, type DialectAdapter, Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Reader, SqlValue, Transaction } from './database.ts'
import type { Tables } from './tables.ts'

/** An open handle that prepares every statement once. */
export interface Handle {
  readonly raw: Sqlite.Database
  prepare(sql: string): Sqlite.Statement<SqlValue[]>
  close(): void
}

/**
 * This build of SQLite (ENABLE_STAT4) plans many statements anew whenever a value is bound to a bare parameter, which costs five
 * times what running them does; `+?` is the same value and no bare parameter.
 */
const plannedOnce = (sql: string): string => sql.replaceAll('?', '+?')

/** A handle on an open database. */
export function handleOn(raw: Sqlite.Database): Handle {
  const statements = new Map<string, Sqlite.Statement<SqlValue[]>>()
  return {
    raw,
    prepare(sql) {
      const statement = statements.get(sql) ?? raw.prepare<SqlValue[]>(plannedOnce(sql))
      statements.set(sql, statement)
      return statement
    },
    close: () => raw.close(),
  }
}

/** SQLite undoes a change of schema like any other; Kysely does not rely on it and would leave a half-made schema behind a power cut. */
class WholeSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class WholeSchemaDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new WholeSchemaAdapter()
  }
}

/** Kysely takes values as a list where the driver takes them one by one, hence the cast at this one place. */
function kyselyOn(handle: Handle): Kysely<Tables> {
  const database = handle as unknown as ConstructorParameters<typeof SqliteDialect>[0]['database']
  return new Kysely<Tables>({ dialect: new WholeSchemaDialect({ database }), plugins: [new CamelCasePlugin()] })
}

/** Reads through a handle; statements that are written out may choose another for each read. */
export function readerOn(handle: Handle, prepare: Handle['prepare'] = (sql) => handle.prepare(sql)): Reader {
  return {
    kysely: kyselyOn(handle),
    get: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      Promise.resolve(prepare(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => Promise.resolve(prepare(sql).all(...values) as Row[]),
  }
}

/** Reads and writes through a handle; whoever begins and commits owns it. */
export function transactionOn(handle: Handle, reader: Reader): Transaction {
  return {
    ...reader,
    run: (sql, ...values) => Promise.resolve(handle.prepare(sql).run(...values).changes),
    async part(work) {
      handle.prepare('SAVEPOINT part').run()
      try {
        const result = await work()
        handle.prepare('RELEASE part').run()
        return result
      } catch (cause) {
        if (handle.raw.inTransaction) {
          handle.prepare('ROLLBACK TO part').run()
          handle.prepare('RELEASE part').run()
        }
        throw cause
      }
    },
  }
}
