import { lstat, stat } from 'node:fs/promises'
import type { Clock } from './clock.ts'

/**
 * What distinguishes the device behind a path from another one that later takes the same path: the link's inode and
 * birth, and the device number. Nothing when the path leads nowhere. Windows has no such nodes: the path itself.
 */
export async function nodeIdentity(path: string): Promise<string | undefined> {
  if (process.platform === 'win32') return path
  try {
    const [link, node] = await Promise.all([lstat(path), stat(path)])
    const linkAge = link.isSymbolicLink() ? link.ctimeMs : 0
    return `${link.ino}/${linkAge}/${node.rdev}`
  } catch {
    return undefined
  }
}

const LOOK_EVERY_MS = 500

/** Resolves when a path no longer leads to the device that it led to; rejects with the signal's reason. */
export async function untilNodeIsGone(
  node: { readonly path: string; readonly identity: string | undefined },
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  do await clock.wait(LOOK_EVERY_MS, signal)
  while ((await nodeIdentity(node.path)) === node.identity)
}
