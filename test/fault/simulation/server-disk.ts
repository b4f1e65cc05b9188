import type { Reader, SqlValue, Transaction } from '../../../sync-server/platform/database/database.ts'
import type { Handle } from '../../../sync-server/platform/database/sqlite-handle.ts'
import type { PlantedBug } from './planted-bug.ts'
import type { VirtualTime } from './virtual-time.ts'

/** How long the disk of a server that answers too early takes to write. */
const LATE_MS = 2_000

/**
 * What of the server's database survives the end of its process. The transaction of a seed lies around everything, so that
 * it can be taken back as a whole; a transaction of the server is a savepoint in it.
 */
export class ServerDisk {
  readonly #handle: Handle
  readonly #bug: PlantedBug | undefined
  readonly #time: VirtualTime
  /** Grants that a broken disk keeps although their transaction was undone. */
  readonly #escaped: { readonly sql: string; readonly values: readonly SqlValue[] }[] = []
  #isOpen = false
  /** Takes the late writing back. */
  #late: (() => void) | undefined

  constructor(handle: Handle, bug: PlantedBug | undefined, time: VirtualTime) {
    this.#handle = handle
    this.#bug = bug
    this.#time = time
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  begin(): void {
    this.#run('SAVEPOINT job')
    this.#isOpen = true
  }

  commit(): void {
    this.#isOpen = false
    this.#escaped.length = 0
    if (this.#bug !== 'answer-before-commit' || this.#late) return this.#run('RELEASE job')
    // This transaction stays open, and the next ones lie inside it, until the disk has written at last.
    this.#late = this.#time.after(LATE_MS, () => {
      this.#late = undefined
      this.#run('RELEASE job')
    })
  }

  undo(): void {
    this.#isOpen = false
    this.#run('ROLLBACK TO job')
    this.#run('RELEASE job')
    for (const { sql, values } of this.#escaped.splice(0)) this.#handle.prepare(sql).run(...values)
  }

  /** The power is gone: a transaction that was not committed never was. */
  loseWhatIsNotDurable(): void {
    if (this.#isOpen) this.undo()
    if (!this.#late) return
    this.#late()
    this.#late = undefined
    this.undo()
  }

  /** The server's transaction; with a bug planted, its grants get out of it. */
  watched(transaction: Transaction): Transaction {
    if (this.#bug !== 'grant-before-record') return transaction
    return {
      ...transaction,
      run: (sql, ...values) => {
        if (sql.startsWith('INSERT INTO level_grants')) this.#escaped.push({ sql, values })
        return transaction.run(sql, ...values)
      },
    }
  }

  #run(sql: string): void {
    this.#handle.prepare(sql).run()
  }
}

/** A reader to which no record has ever arrived under any id. */
export function blindToArrivals(reader: Reader): Reader {
  return {
    ...reader,
    get: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      sql.includes('FROM inbox WHERE record_id')
        ? Promise.resolve<Row | undefined>(undefined)
        : reader.get<Row>(sql, ...values),
  }
}
