import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { type ElectronRuntime, launchArguments } from '../../build/setup/electron/runtime.ts'

/** How long a program took from spawn to its ready line, and the memory of all its processes then. */
export interface WindowFigures {
  readonly readyMs: number
  /** Proportional set size: shared pages are counted in parts, so the sum over processes is honest. */
  readonly memoryMiB: number
}

const SETTLE_MS = 1500

function childrenOf(pid: number): number[] {
  const parentOf = (id: string): number => {
    try {
      return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1])
    } catch {
      return -1
    }
  }
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const direct = all.filter((id) => parentOf(id) === pid).map(Number)
  return direct.flatMap((child) => [child, ...childrenOf(child)])
}

function proportionalKiB(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

async function readyLine(program: ChildProcess): Promise<void> {
  if (!program.stdout) throw new Error('the program has no standard output')
  for await (const text of createInterface({ input: program.stdout })) if (text.startsWith('{"ready":true')) return
  throw new Error('the program ended before it was ready')
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
}

/** Starts an app in a window with a fresh profile, waits until it is ready and quiet, measures, and ends it. */
export async function runWindow(
  runtime: ElectronRuntime,
  launch: { app: string; args?: readonly string[] },
  env: NodeJS.ProcessEnv,
): Promise<WindowFigures> {
  const profile = mkdtempSync(join(tmpdir(), 'hall-window-'))
  const args = launchArguments(runtime, { ...launch, switches: [`--user-data-dir=${profile}`] })
  const begin = performance.now()
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
  const program = spawn(runtime.executable, args, { env: { ...process.env, ...runtime.env, ...env }, stdio })
  try {
    await readyLine(program)
    const readyMs = performance.now() - begin
    await delay(SETTLE_MS)
    const pids = [program.pid ?? 0, ...childrenOf(program.pid ?? 0)]
    const memoryMiB = pids.reduce((sum, pid) => sum + proportionalKiB(pid), 0) / 1024
    return { readyMs, memoryMiB }
  } finally {
    await end(program)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
