import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensurePackages } from '../setup/debian.ts'
import { freePort } from './free-port.ts'

/** Numbered databases of the server, so that every test takes one of its own. */
const DATABASES = 16_384
const READY_WITHIN_MS = 20_000

/** A Redis server of one's own that keeps nothing on disk; a URL's path names one of its databases. */
export interface Redis {
  readonly url: string
  stop(): Promise<void>
}

/** Starts a real Redis from the machine's Debian package for tests that compare it with the database; the port may be given. */
export async function startRedis(wanted?: number): Promise<Redis> {
  await ensurePackages('database-tests')
  const folder = mkdtempSync(join(tmpdir(), 'hall-redis-'))
  const port = wanted ?? (await freePort())
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const settings = ['--save', '', '--appendonly', 'no', '--databases', String(DATABASES)]
  const child = spawn('redis-server', [...place, ...settings], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface(child.stdout)
  const isReady = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => line.includes('Ready to accept connections') && resolve())
    child.once('error', reject).once('exit', () => reject(new Error('redis-server ended before it was ready')))
    AbortSignal.timeout(READY_WITHIN_MS).onabort = () => reject(new Error('redis-server does not get ready'))
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  await isReady.catch(async (cause: unknown) => {
    await stop()
    throw cause
  })
  return { url: `redis://127.0.0.1:${port}`, stop }
}
