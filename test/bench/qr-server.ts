import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The product's server under load, as a process of its own. */
export interface QrServer {
  readonly url: string
  /** A code with which one kiosk can enrol. */
  readonly enrolmentCode: string
  /** What its heap holds after a clearing, in MiB. */
  heapMiB(): Promise<number>
  stop(): Promise<void>
}

/** Starts the server in a folder of its own. */
export async function startQrServer(): Promise<QrServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-qr-'))
  const child = fork(join(import.meta.dirname, 'qr-process.ts'), {
    env: { ...process.env, HALL_DATA: folder },
    execArgv: [...process.execArgv, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [ready] = (await once(child, 'message')) as [{ url: string; enrolmentCode: string }]
  return {
    ...ready,
    async heapMiB() {
      child.send('memory')
      return ((await once(child, 'message')) as [{ heapMiB: number }])[0].heapMiB
    },
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
