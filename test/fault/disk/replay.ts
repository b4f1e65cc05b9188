import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chance } from '../simulation/virtual-time.ts'
import { CrashPoints } from './crash-points.ts'
import type { DiskEntry } from './disk-log.ts'

/** What opening an image with the real store came to. */
export interface ImageFindings {
  readonly lost: number
  readonly doubled: number
  /** A file that the store could not open as it is, or that is not whole. */
  readonly isDamaged: boolean
}

/** What replaying a log came to. */
export interface ReplayResult extends Omit<ImageFindings, 'isDamaged'> {
  readonly points: number
  readonly damaged: number
  /** Facts that were told before some crash point and looked for after it, all points together. */
  readonly told: number
}

/** Looks at a folder as it was after a power cut. */
export type LookAtImage = (folder: string, told: readonly string[]) => Promise<ImageFindings>

const MEMORY_DISK = '/dev/shm'

async function lookInFolder(files: ReadonlyMap<string, Buffer>, told: readonly string[], look: LookAtImage) {
  const folder = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'hall-image-'))
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return await look(folder, told)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Cuts the power at so many places of a log, each with writes torn and left out in another way, and looks what is left. */
export async function replay(
  log: readonly DiskEntry[],
  { points, seed }: { points: number; seed: number },
  look: LookAtImage,
): Promise<ReplayResult> {
  const random = chance(seed)
  const places = Array.from({ length: points }, () => Math.floor(random() * log.length)).sort((a, b) => a - b)
  const disk = new CrashPoints(random)
  const sum = { points: 0, lost: 0, doubled: 0, damaged: 0, told: 0 }
  let passed = 0
  for (const place of places) {
    while (passed <= place) disk.pass(log[passed++] as DiskEntry)
    const { files, told } = disk.image()
    const { lost, doubled, isDamaged } = await lookInFolder(files, told, look)
    sum.points++
    sum.lost += lost
    sum.doubled += doubled
    sum.damaged += isDamaged ? 1 : 0
    sum.told += told.length
  }
  return sum
}

/** The same log from a database that waits for its disk only when it tidies up: what SQLite calls synchronous=NORMAL. */
export function withoutWaiting(log: readonly DiskEntry[]): readonly DiskEntry[] {
  return log.filter(({ kind, name }) => !(kind === 'S' && name.endsWith('-wal')))
}
