import { expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ReadyLine } from '../../build/demo/demo.ts'
import { root } from '../../build/setup/paths.ts'

test.setTimeout(120_000)

interface State {
  readonly kiosk: { readonly pid: number | null; readonly starts: number }
}

const stateOf = async (ready: ReadyLine): Promise<State> =>
  (await fetch(`${ready.devices}/state`)).json() as Promise<State>

function begin(args: readonly string[]): ChildProcess {
  const env = { ...process.env, DISPLAY: '' }
  return spawn('npm', ['start', '--silent', '--', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function readyLine(child: ChildProcess): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('no standard output')
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return JSON.parse(line) as ReadyLine
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`)

test('npm start says in one line where everything is, brings a dead kiosk back and leaves nothing behind', async () => {
  const data = mkdtempSync(join(tmpdir(), 'hall-start-'))
  const child = begin(['--data', data])
  const ended = once(child, 'exit')
  const ready = await readyLine(child)
  expect(ready).toMatchObject({ ready: true, console: `${ready.server}/console/`, data })
  expect((await fetch(`${ready.server}/console/`)).headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect((await fetch(`${ready.server}/healthz`)).status).toBe(200)
  expect((await fetch(`${ready.devices}/screen.png`)).headers.get('content-type')).toBe('image/png')

  const first = (await stateOf(ready)).kiosk
  process.kill(first.pid ?? 0, 'SIGKILL')
  await expect.poll(async () => (await stateOf(ready)).kiosk.starts, { timeout: 30_000 }).toBe(2)
  const second = (await stateOf(ready)).kiosk

  process.kill(ready.pid, 'SIGTERM')
  expect(await ended).toEqual([0, null])
  expect([first.pid, second.pid, ready.pid].filter((pid) => pid !== null && isAlive(pid))).toEqual([])
  await expect(fetch(`${ready.server}/healthz`)).rejects.toThrow()
  expect(existsSync(join(data, 'reader/reader')), 'the line of the reader').toBe(false)
  rmSync(data, { recursive: true, force: true })
})

test('what cannot be started is refused in words', async () => {
  const child = begin(['--mode', 'spaceship'])
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  expect(await once(child, 'exit')).toEqual([2, null])
  expect(said).toContain('there is no mode spaceship')
})
