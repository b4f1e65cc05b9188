import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runtimeDir } from './paths.ts'

/** Lets one process at a time through, so that two commands started together do not build into the same folder. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const file = join(runtimeDir, 'stamps', `${name}.lock`)
  mkdirSync(dirname(file), { recursive: true })
  while (!taken(file)) await delay(200)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function taken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isHeld(file)) rmSync(file, { force: true })
    return false
  }
}

/** A process that was killed leaves its lock behind; its number tells. */
function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
