import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const PARTS = ['', '-wal', '-shm'] as const

/** Moves a damaged database aside under a name that says when; nothing of it is deleted. Returns the new path. */
export function quarantine(path: string, now: Date): string {
  const folder = dirname(path)
  const stem = basename(path, '.db')
  const time = now.toISOString().replaceAll(/[-:.]/g, '')
  let to = join(folder, `${stem}-damaged-${time}.db`)
  for (let n = 2; existsSync(to); n++) to = join(folder, `${stem}-damaged-${time}-${n}.db`)
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, to + part)
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
  return to
}
