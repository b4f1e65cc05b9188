import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What a raw statement may carry. */
export type SqlValue = string | number | null | Uint8Array

/**
 * Committed state, read. Features speak Kysely; the few statements on the hot path are written out, with `?` for values, and
 * run prepared on SQLite and as they are on PostgreSQL.
 */
export interface Reader {
  readonly kysely: Kysely<Tables>
  get<Row>(sql: string, ...values: readonly SqlValue[]): Promise<Row | undefined>
  all<Row>(sql: string, ...values: readonly SqlValue[]): Promise<readonly Row[]>
}

/** Reads and writes inside one durable transaction. */
export interface Transaction extends Reader {
  /** Runs a statement; the answer is the number of rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>
  /** Runs a part whose failure undoes that part only and is thrown on. */
  part<T>(work: () => Promise<T>): Promise<T>
}

/** The database port; two engines stand behind it and no feature knows which. */
export interface Database {
  readonly engine: 'sqlite' | 'postgres'
  readonly reader: Reader
  /**
   * Runs a job and answers only when its changes are durable. A job may run more than once, so it does nothing but speak to
   * the database; a job that throws changes nothing and leaves its neighbours alone.
   */
  write<T>(job: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Runs one statement that is whole by itself and answers its first row. Writers of the same row wait for one another instead
   * of running again, so this is for counters that many touch at once.
   */
  single<Row>(sql: string, ...values: readonly SqlValue[]): Promise<Row | undefined>
  /** Whether a failure only says that two writers met, so that the whole job has to run again. */
  isCollision(error: unknown): boolean
  close(): Promise<void>
}
