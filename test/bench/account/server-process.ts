import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hashing } from './answer-bench.ts'

/** A server under load, as a process of its own so that its CPU time is its own. */
export interface BenchServer {
  readonly url: string
  /** CPU seconds that the server has used so far. */
  cpuSeconds(): Promise<number>
  stop(): Promise<void>
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const stopWaiting = new AbortController()
  const ended = once(child, 'exit', { signal: stopWaiting.signal }).then(() =>
    Promise.reject(new Error('the server ended')),
  )
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T]
  ended.catch(() => undefined)
  stopWaiting.abort()
  return message
}

/** Starts one of the servers beside this file in a folder of its own. */
export async function startBenchServer(
  file: string,
  hashing: Hashing,
  more: NodeJS.ProcessEnv = {},
): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-account-'))
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, ...more, BENCH_FOLDER: folder, BENCH_HASHING: hashing, UV_THREADPOOL_SIZE: '4' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { url } = await answerOf<{ url: string }>(child)
  return {
    url,
    async cpuSeconds() {
      child.send('cpu')
      return (await answerOf<{ cpuUs: number }>(child)).cpuUs / 1e6
    },
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
