import Database from 'better-sqlite3'
import { join } from 'node:path'

/** Which records the server has taken in, read from its database. */
export class Books {
  readonly #file: string

  constructor(serverDataDir: string) {
    this.#file = join(serverDataDir, 'server/hall.sqlite')
  }

  /** Ids of every record, as often as it was entered. */
  arrivals(): readonly string[] {
    return this.#column('select record_id from inbox')
  }

  /** Ids of every grant, as often as it was given. */
  grants(): readonly string[] {
    return this.#column('select record_id from level_grants')
  }

  #column(query: string): readonly string[] {
    const db = new Database(this.#file, { readonly: true, fileMustExist: true })
    try {
      return db.prepare<[], string>(query).pluck().all() as string[]
    } finally {
      db.close()
    }
  }
}

/** Compares what was acknowledged with what the books hold. */
export function compare(acknowledged: readonly string[], books: Books): { lost: number; doubled: number } {
  const arrivals = books.arrivals()
  const arrived = new Set(arrivals)
  const grants = books.grants()
  const lost = acknowledged.filter((id) => !arrived.has(id)).length
  return { lost, doubled: arrivals.length - arrived.size + grants.length - new Set(grants).size }
}
