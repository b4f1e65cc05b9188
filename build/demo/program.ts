import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../setup/paths.ts'

/** One program of the demo: what to run, and where its output goes. */
export interface ProgramOptions {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly env?: NodeJS.ProcessEnv
  readonly logFile: string
  /** Ends it, also while it is still starting. */
  readonly signal?: AbortSignal | undefined
}

/** What a program says about itself on its first line `{"ready":true …}`. */
export type Hello = Readonly<Record<string, unknown>>

/** A program that is running. */
export interface Program {
  readonly pid: number
  readonly hello: Hello
  /** Resolves when the program is gone, by whatever cause. */
  readonly ended: Promise<string>
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>
}

const readyTimeoutMs = 60_000
const stopTimeoutMs = 8_000
const tailLines = 12
const setpriv = '/usr/bin/setpriv'

/** Starts a program and resolves as soon as it says that it is ready; its output goes to its log file. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const [command, ...args] = boundToUs(options.command)
  const child = spawn(command, args, { cwd: root, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = new Output(child, options.logFile)
  const ended = endOf(child)
  const abandon = (): void => void stopped(child, ended)
  options.signal?.addEventListener('abort', abandon)
  void ended.then(() => options.signal?.removeEventListener('abort', abandon))
  if (options.signal?.aborted === true) abandon()
  try {
    const hello = await readyLine(options.name, output, ended)
    return { pid: child.pid ?? 0, hello, ended, stop: () => stopped(child, ended) }
  } catch (error) {
    await stopped(child, ended)
    throw error
  }
}

/** A child outlives a parent that was killed without warning; the kernel then ends it for us. */
function boundToUs(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', '--', ...command] : command
}

class Output {
  readonly #log: WriteStream
  readonly #tail: string[] = []
  /** Called with every line of standard output. */
  onLine: (line: string) => void = () => undefined

  constructor(child: ChildProcess, logFile: string) {
    mkdirSync(dirname(logFile), { recursive: true })
    this.#log = createWriteStream(logFile, { flags: 'a' })
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        this.#keep(line)
        if (stream === child.stdout) this.onLine(line)
      })
    }
    child.once('close', () => this.#log.end())
  }

  tail(): string {
    return this.#tail.join('\n')
  }

  #keep(line: string): void {
    this.#log.write(`${line}\n`)
    this.#tail.push(line)
    if (this.#tail.length > tailLines) this.#tail.shift()
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : signal))
  })
}

function readyLine(name: string, output: Output, ended: Promise<string>): Promise<Hello> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`${name} ${reason}\n${output.tail()}`))
    const late = setTimeout(() => fail(`was not ready after ${readyTimeoutMs / 1000} s`), readyTimeoutMs)
    output.onLine = (line) => {
      const hello = helloIn(line)
      if (hello === undefined) return
      clearTimeout(late)
      resolve(hello)
    }
    void ended.then((how) => {
      clearTimeout(late)
      fail(`ended with ${how} before it was ready`)
    })
  })
}

function helloIn(line: string): Hello | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const said = JSON.parse(line) as Hello
    return said['ready'] === true ? said : undefined
  } catch {
    return undefined
  }
}

async function stopped(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await ended
  clearTimeout(late)
}
