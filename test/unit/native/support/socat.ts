import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startSerialReader, type SerialReader } from '../../../../native/simulator/serial-reader.ts'
import { requiring } from './requiring.ts'

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
const hasSocat = isInstalled('socat')
const hasCompiler = isInstalled('gcc')

/** A test that needs pseudo-terminals; says so where there is no socat. */
export const ptyTest = requiring(hasSocat, 'socat')

/** A test that needs a C compiler; says so where there is none. */
export const compilerTest = requiring(hasCompiler, 'gcc')

/** A folder that is gone when the test is over. */
export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hall-native-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** A simulated reader on a real pseudo-terminal, stopped when the test is over. */
export async function pluggedReader(): Promise<SerialReader> {
  const simulator = await startSerialReader({ dir: await scratch(), cardMs: 0 })
  onTestFinished(() => simulator.stop())
  return simulator
}
