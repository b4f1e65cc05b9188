import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { firstMigration } from './first-migration.ts'
import type { Tables } from './tables.ts'

type Engine = 'sqlite' | 'postgres'

/** Every step from an empty database to today's, in order; a step that has shipped never changes. */
const steps: Readonly<Record<string, (engine: Engine) => readonly string[]>> = { '0001-first': firstMigration }

function migrationOf(statements: readonly string[]): Migration {
  return {
    async up(database) {
      for (const statement of statements) await sql.raw(statement).execute(database)
    },
  }
}

/** Brings the schema up to date; several processes may start at once. */
export async function migrate(kysely: Kysely<Tables>, engine: Engine): Promise<void> {
  const migrations = Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, migrationOf(step(engine))]))
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('the database cannot be brought up to date', { cause: error })
}
