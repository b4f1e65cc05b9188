import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runtimeDir } from '../../../build/setup/paths.ts'
import { must } from '../../../build/setup/shell.ts'
import { digest, once } from '../../../build/setup/stamp.ts'

/** What the shim does to a program; see disk-shim.c. */
export interface DiskOrders {
  readonly dir: string
  readonly log?: string
  readonly fault?: 'kill' | 'cut' | 'EIO' | 'ENOSPC'
  /** The n-th call that changes a database file. */
  readonly at?: number
  /** How many calls from there on fail. */
  readonly times?: number
}

const SOURCE = fileURLToPath(new URL('disk-shim.c', import.meta.url))

/** Compiles the shim where that was not done yet; answers with its path. */
export async function diskShim(): Promise<string> {
  const folder = join(runtimeDir, 'fault')
  const product = join(folder, 'disk-shim.so')
  await once({ name: 'disk-shim', inputs: digest(readFileSync(SOURCE)), product }, async () => {
    mkdirSync(folder, { recursive: true })
    await must('gcc', ['-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-O2', '-o', product, SOURCE, '-ldl'])
  })
  return product
}

/** The environment in which a program runs under the shim. */
export function underShim(shim: string, { dir, log, fault, at, times }: DiskOrders): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LD_PRELOAD: shim,
    HALL_DISK_DIR: dir,
    ...(log === undefined ? {} : { HALL_DISK_LOG: log }),
    ...(fault === undefined ? {} : { HALL_DISK_FAULT: fault }),
    ...(at === undefined ? {} : { HALL_DISK_AT: String(at) }),
    ...(times === undefined ? {} : { HALL_DISK_FOR: String(times) }),
  }
}
