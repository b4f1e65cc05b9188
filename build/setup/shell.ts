import { spawn, type SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.ts'

/** How a program ended, with everything it printed. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly timeoutS?: number
}

/** Runs a program to its end and hands back what it printed; it never throws for an exit code. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...spawnOptions(options), stdio: ['ignore', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, stdout: text(out), stderr: text(err) }))
  })
}

/** Runs a program that set-up cannot do without; its output appears in the error when it fails. */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const ended = await run(program, args, options)
  if (ended.code === 0) return ended.stdout
  throw new Error(`${program} ${args.join(' ')} ended with ${ended.code}\n${ended.stdout}${ended.stderr}`)
}

/** Hands the terminal over to a program, passes signals on, and resolves with its exit code. */
export function handOver(program: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(options), stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal)
    process.on('SIGTERM', pass).on('SIGINT', pass)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', pass)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/** A run of many programs stops as a whole: the one at work is told first, the rest never start. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => setImmediate(() => process.exit(128 + constants.signals[signal])))
  }
}

function spawnOptions({ cwd = root, env = process.env, timeoutS }: RunOptions): SpawnOptions {
  return { cwd, env, ...(timeoutS === undefined ? {} : { timeout: timeoutS * 1000, killSignal: 'SIGKILL' as const }) }
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8')
}
