import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { ReaderConfig } from '../../../../native/drivers/registry.ts'
import type { ReportFraming } from '../../../../native/framing/report-layout.ts'
import { hidBedScript, HidSocket } from '../../../../native/simulator/hid/hid-socket.ts'
import { TestBed } from '../../../../native/simulator/test-bed.ts'
import { startReaderSimulator, type ReaderSimulator } from '../../../../native/simulator/reader-simulator.ts'
import { requiring } from './requiring.ts'

const root = join(import.meta.dirname, '../../../..')

/** A test that needs simulated HID devices; says so where there is no umockdev. */
export const hidTest = requiring(spawnSync('umockdev-wrapper', ['true']).status === 0, 'umockdev')

/** A machine with HID devices of its own, gone when the test is over. */
export async function hidBed(): Promise<TestBed> {
  const bed = await TestBed.start(hidBedScript)
  onTestFinished(() => bed.stop())
  return bed
}

/** The identity of the published HID reader. */
export const dkReader = { vendorId: '0483', productId: '572b' } as const

/** A simulated HID reader, plugged into a bed. */
export async function hidReaderOn(bed: TestBed, framing: ReportFraming = 'pass-through'): Promise<ReaderSimulator> {
  const facts = { ...dkReader, device: 'reader', product: '居民身份证阅读机具' }
  const simulator = await startReaderSimulator({ socket: new HidSocket(bed, facts, framing), cardMs: 0 })
  onTestFinished(() => simulator.stop())
  return simulator
}

/** What a program said and how it ended. */
export interface Ended {
  readonly exitCode: number | null
  readonly lines: readonly string[]
}

/** Runs a program of this repository on the bed until it ends. */
export async function runOn(bed: TestBed, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, ...bed.env }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, lines: text.trimEnd().split('\n') }
}

/** A kiosk's device host on the bed: what it said so far, and what it may be told. */
export interface HidHost {
  readonly states: readonly string[]
  readonly reads: readonly string[]
  readonly failures: readonly { readonly failure: string; readonly isError: boolean }[]
  read(): void
  /** Resolves with the exit code. */
  stop(): Promise<number | null>
}

/** Starts a device host with the real binding on the bed. */
export function hostOn(bed: TestBed, config: ReaderConfig): HidHost {
  const script = join(import.meta.dirname, 'reader-host.ts')
  const env = { ...process.env, ...bed.env }
  const args = [script, JSON.stringify(config)]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const states: string[] = []
  const reads: string[] = []
  const failures: { failure: string; isError: boolean }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as { state?: string; read?: string; failure?: string; isError: boolean }
    if (said.state !== undefined) states.push(said.state)
    if (said.read !== undefined) reads.push(said.read)
    if (said.failure !== undefined) failures.push({ failure: said.failure, isError: said.isError })
  })
  const stop = async (): Promise<number | null> => {
    const ended = once(child, 'close')
    child.stdin.write('stop\n')
    return ((await ended) as [number | null])[0]
  }
  return { states, reads, failures, stop, read: () => void child.stdin.write('read\n') }
}
