import type { Transaction } from './database.ts'

/** The one writing connection, as the group needs it. */
export interface Writing {
  readonly transaction: Transaction
  /** Whether the transaction is still open; some failures close it as a whole. */
  isOpen(): boolean
  execute(sql: string): void
}

interface Waiting {
  /** Runs the job and remembers how it ended. */
  run(): Promise<void>
  /** Tells the caller, after the commit. */
  tell(): void
  fail(cause: unknown): void
}

/** Writes collected for one durable transaction. */
export interface GroupCommit {
  write<T>(job: (tx: Transaction) => Promise<T>): Promise<T>
  /** The same for a job of one statement, which undoes itself when it fails and so goes without a savepoint. */
  single<T>(job: (tx: Transaction) => Promise<T>): Promise<T>
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>
}

function waiting<T>(job: () => Promise<T>, told: { resolve(value: T): void; reject(cause: unknown): void }): Waiting {
  let tell = (): void => undefined
  return {
    async run() {
      try {
        const value = await job()
        tell = () => told.resolve(value)
      } catch (cause) {
        tell = () => told.reject(cause)
      }
    },
    tell: () => tell(),
    fail: (cause) => told.reject(cause),
  }
}

async function runAll(writing: Writing, group: readonly Waiting[]): Promise<void> {
  for (const one of group) {
    await one.run()
    if (!writing.isOpen()) throw new Error('the transaction was rolled back as a whole')
  }
}

async function commitTogether(writing: Writing, group: readonly Waiting[]): Promise<void> {
  try {
    writing.execute('BEGIN IMMEDIATE')
    await runAll(writing, group)
    writing.execute('COMMIT')
  } catch (cause) {
    if (writing.isOpen()) writing.execute('ROLLBACK')
    for (const one of group) one.fail(cause)
    return
  }
  for (const one of group) one.tell()
}

/**
 * Collects the writes of one turn of the event loop into one durable transaction with a savepoint each: one wait for the disk
 * serves them all, a failing job undoes only itself, and nobody is answered before the commit.
 */
export function groupCommit(writing: Writing): GroupCommit {
  let queue: Waiting[] = []
  let isRunning = false
  const idle: (() => void)[] = []

  /** Between two groups the loop turns: whoever was told goes on, whoever asks meanwhile comes into the next group. */
  async function drain(): Promise<void> {
    const group = queue
    queue = []
    await commitTogether(writing, group)
    isRunning = queue.length > 0
    if (isRunning) setImmediate(() => void drain())
    else for (const tell of idle.splice(0)) tell()
  }

  const enqueue = <T>(job: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      queue.push(waiting(job, { resolve, reject }))
      if (isRunning) return
      isRunning = true
      setImmediate(() => void drain())
    })
  const { transaction } = writing
  return {
    write: (job) => enqueue(() => transaction.part(() => job(transaction))),
    single: (job) => enqueue(() => job(transaction)),
    settled: () => (isRunning ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()),
  }
}
