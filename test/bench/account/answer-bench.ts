/** How a server under load is to keep passwords: `trivial` leaves the hash out of the figure, `argon2id` is what the product does. */
export type Hashing = 'trivial' | 'argon2id'

/** What a server process is told by its environment. */
export interface BenchServerSettings {
  readonly folder: string
  readonly hashing: Hashing
}

/** Reads how this server process is to run. */
export function benchServerSettings(): BenchServerSettings {
  const { BENCH_FOLDER: folder = '', BENCH_HASHING: hashing } = process.env
  return { folder, hashing: hashing === 'argon2id' ? 'argon2id' : 'trivial' }
}

/** Tells the bench where the server listens, and answers each of its questions with the CPU time used so far, in µs. */
export function answerBench(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuUs: user + system })
  })
  process.send?.({ url })
}
