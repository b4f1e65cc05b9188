import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { serveHandles } from '../../../../native/simulator/handles-server.ts'
import type { ReaderSimulator } from '../../../../native/simulator/reader-simulator.ts'

const root = join(import.meta.dirname, '../../../..')

/** What the conformance command said as JSON, and how it ended. */
export interface Tried {
  readonly exitCode: number | null
  readonly said: {
    readonly verdict: string
    readonly outcomes: readonly { readonly id: string; readonly result: string; readonly note: string }[]
    readonly [fact: string]: unknown
  }
}

/** Runs the conformance command in a process of its own. */
export async function conformance(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Tried> {
  const child = spawn(process.execPath, ['native/cli/conformance.ts', ...args, '--json'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, said: text === '' ? { verdict: '', outcomes: [] } : (JSON.parse(text) as Tried['said']) }
}

/** The handles of a simulator, closed when the test is over. */
export async function handlesOf(simulator: ReaderSimulator): Promise<string> {
  const handles = await serveHandles(simulator)
  onTestFinished(() => handles.close())
  return handles.url
}
