import Database from 'better-sqlite3'

/** What the server's own books say about one receipt number. */
export interface Entry {
  readonly decision: 'granted' | 'returned'
  readonly reasons: string
  readonly level: string | null
}

/** The server's database, read only: the last word on what was granted, and how often. */
export class Ledger {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** Every record that arrived under a receipt number; more than one would be a doubled record. */
  entries(receiptNumber: string): readonly Entry[] {
    const query = `select decision, reasons, accounts.level as level
      from inbox left join accounts on accounts.id = inbox.account_id where receipt_number = ?`
    return this.#read((db) => db.prepare<[string], Entry>(query).all(receiptNumber))
  }

  /** How many records have arrived at all. */
  count(): number {
    return this.#read((db) => db.prepare<[], { n: number }>('select count(*) as n from inbox').get()?.n ?? 0)
  }

  /** How many citizens are signed in, and how many flows are under way. */
  open(): { readonly sessions: number; readonly flows: number } {
    const query = `select (select count(*) from account_sessions) as sessions, (select count(*) from flow_runs) as flows`
    return this.#read(
      (db) => db.prepare<[], { sessions: number; flows: number }>(query).get() ?? { sessions: 0, flows: 0 },
    )
  }

  #read<T>(ask: (db: Database.Database) => T): T {
    const db = new Database(this.#file, { readonly: true, fileMustExist: true })
    try {
      return ask(db)
    } finally {
      db.close()
    }
  }
}
