import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database, Reader, SqlValue, Transaction } from './database.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

/** Serialisation failure, deadlock, and a unique row that another writer inserted first: run the job again. */
const COLLISIONS = new Set(['40001', '40P01', '23505'])
const MOST_TRIES = 60
const LONGEST_PAUSE_MS = 40
const POOL_SIZE = 16

const numbered = new Map<string, string>()
/** The same statement with `$1, $2 …` for `?`. */
function inNumbers(text: string): string {
  const known = numbered.get(text)
  if (known !== undefined) return known
  let n = 0
  const translated = text.replace(/\?/g, () => `$${++n}`)
  numbered.set(text, translated)
  return translated
}

function readerOn(kysely: Kysely<Tables>): Reader & { run: Transaction['run'] } {
  const execute = (text: string, values: readonly SqlValue[]) =>
    kysely.executeQuery(CompiledQuery.raw(inNumbers(text), [...values]))
  return {
    kysely,
    get: async <Row>(text: string, ...values: readonly SqlValue[]) =>
      (await execute(text, values)).rows[0] as Row | undefined,
    all: async <Row>(text: string, ...values: readonly SqlValue[]) =>
      (await execute(text, values)).rows as readonly Row[],
    run: async (text, ...values) => Number((await execute(text, values)).numAffectedRows ?? 0),
  }
}

function transactionOn(kysely: Kysely<Tables>): Transaction {
  const reader = readerOn(kysely)
  return {
    ...reader,
    async part(work) {
      await reader.run('SAVEPOINT part')
      try {
        const result = await work()
        await reader.run('RELEASE SAVEPOINT part')
        return result
      } catch (cause) {
        if (!isCollision(cause)) await reader.run('ROLLBACK TO SAVEPOINT part')
        throw cause
      }
    },
  }
}

function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && COLLISIONS.has(error.code)
}

/** A job runs serialisable, as if alone; where that cannot be had it runs again. */
async function attempt<T>(kysely: Kysely<Tables>, job: (tx: Transaction) => Promise<T>, tries = 1): Promise<T> {
  try {
    const alone = kysely.transaction().setIsolationLevel('serializable')
    return await alone.execute((tx) => job(transactionOn(tx)))
  } catch (cause) {
    if (!isCollision(cause) || tries >= MOST_TRIES) throw cause
    await pause(Math.random() * Math.min(tries * 2, LONGEST_PAUSE_MS))
    return attempt(kysely, job, tries + 1)
  }
}

/** Opens PostgreSQL with the schema up to date; `isStrict` refuses a server that answers before the data are durable. */
export async function openPostgres(url: string, isStrict: boolean): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, statement_timeout: 15_000 })
  pool.on('error', () => undefined)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  await migrate(kysely, 'postgres')
  if (isStrict) await assertDurable(kysely)
  const reader = readerOn(kysely)
  return {
    engine: 'postgres',
    reader,
    single: reader.get,
    write: (job) => attempt(kysely, job),
    isCollision,
    close: () => kysely.destroy(),
  }
}

async function assertDurable(kysely: Kysely<Tables>): Promise<void> {
  for (const setting of ['synchronous_commit', 'fsync']) {
    const { rows } = await sql<Record<string, string>>`SHOW ${sql.raw(setting)}`.execute(kysely)
    const value = Object.values(rows[0] ?? {})[0]
    if (value === 'off') throw new Error(`PostgreSQL has ${setting} off; answers would not be durable`)
  }
}
