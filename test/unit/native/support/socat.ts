import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test, vi } from 'vitest'
import { startReaderSimulator, type ReaderSimulator } from '../../../../native/simulator/reader-simulator.ts'

/** Upper bound only: real programs on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
const hasSocat = isInstalled('socat')
const hasCompiler = isInstalled('gcc')

const requiring = (isThere: boolean, what: string) => {
  const needed = test.extend<{ needed: void }>({
    needed: [
      async ({ skip }, use) => {
        skip(!isThere, `${what} is not installed`)
        await use()
      },
      { auto: true },
    ],
  })
  return needed
}

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
export async function pluggedReader(): Promise<ReaderSimulator> {
  const simulator = await startReaderSimulator({ dir: await scratch(), cardMs: 0 })
  onTestFinished(() => simulator.stop())
  return simulator
}
