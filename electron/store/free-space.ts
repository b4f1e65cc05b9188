import { statfsSync } from 'node:fs'

/** Room left for this user on the folder's file system; nothing when even that cannot be asked. */
export function freeMiB(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return (bavail * bsize) / (1024 * 1024)
  } catch {
    return 0
  }
}
