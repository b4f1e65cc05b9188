import { lstat, stat } from 'node:fs/promises'

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
