import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { ensurePackages } from './debian.ts'
import { run } from './shell.ts'

/** A display to draw on; stop() ends only what was started for it. */
export interface Display {
  readonly display: string
  readonly env: Readonly<Record<string, string>>
  stop(): void
}

export interface ScreenSize {
  readonly width: number
  readonly height: number
}

const startTimeoutMs = 10_000

/** The machine's own display where there is one, else a virtual one with a window manager (full screen needs it). */
export async function ensureDisplay(size: ScreenSize = { width: 1920, height: 1080 }): Promise<Display> {
  const own = process.env['DISPLAY']
  if (own !== undefined && own !== '') return { display: own, env: { DISPLAY: own }, stop: () => undefined }
  return virtualDisplay(size)
}

/** Always a virtual display of this size, so that a test sees the same pixels on every machine. */
export async function virtualDisplay(size: ScreenSize = { width: 1920, height: 1080 }): Promise<Display> {
  await ensurePackages('display')
  const screen = ['-screen', '0', `${size.width}x${size.height}x24`, '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = `:${await displayNumber(server)}`
  const env = { DISPLAY: display }
  const manager = spawn('openbox', ['--sm-disable'], { env: { ...process.env, ...env }, stdio: 'ignore' })
  manager.on('error', () => undefined) // no window manager: windows work, only full screen does not
  const stop = (): void => {
    process.removeListener('exit', stop)
    manager.kill()
    server.kill()
  }
  process.once('exit', stop)
  await managed(display)
  return { display, env, stop }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('Xvfb did not start in time')), startTimeoutMs)
    const answered = (chunk: Buffer): void => {
      clearTimeout(late)
      resolve(chunk.toString().trim())
    }
    server.stdio[3]?.once('data', answered)
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
}

/** openbox announces itself on the root window; until then a window opened full screen would stay small. */
async function managed(display: string): Promise<void> {
  const until = Date.now() + startTimeoutMs
  while (Date.now() < until) {
    const { stdout, code } = await run('xprop', ['-display', display, '-root', '_NET_SUPPORTING_WM_CHECK'])
    if (code === 127 || stdout.includes('window id')) return
    await delay(50)
  }
}
