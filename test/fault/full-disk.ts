import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../build/setup/shell.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { Office } from '../../electron/stages.ts'
import { deposit, inBareHall } from './bare-hall.ts'
import { compare } from './books.ts'
import type { Drill, DrillResult } from './drill.ts'

const most = 400
const ballastBytes = 8 * 1024 * 1024

/**
 * A disk of 12 MiB fills up while records are being stored; once somebody makes
 * room, everything that was acknowledged has to arrive.
 */
export const fullDisk: Drill = {
  name: 'full-disk',
  run: async () => {
    const disk = mkdtempSync(join(tmpdir(), 'hall-small-disk-'))
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk])
    const name = 'full-disk'
    const none = { name, tried: 'nothing', records: 0, lost: 0, doubled: 0 }
    if (mounted.code !== 0) return { ...none, skipped: 'mounting a small disk needs an administrator' }
    try {
      return await onDisk(join(disk, 'kiosk'))
    } finally {
      await run('umount', ['-l', disk])
      rmSync(disk, { recursive: true, force: true })
    }
  },
}

function onDisk(dataDir: string): Promise<DrillResult> {
  mkdirSync(dataDir)
  return inBareHall(async (hall) => {
    const office = await hall.office(hall.server.url, dataDir)
    const ballast = join(dataDir, 'something-else.bin')
    writeFileSync(ballast, Buffer.alloc(ballastBytes))
    const acknowledged = fill(office)
    rmSync(ballast)
    await hall.drain(office)
    const tried = `a disk that was full after ${acknowledged.length} records`
    return { name: 'full-disk', tried, records: acknowledged.length, ...compare(acknowledged, hall.books) }
  })
}

function fill(office: Office): string[] {
  const stored: string[] = []
  while (stored.length < most) {
    const id = depositOne(office)
    if (id === undefined) return stored
    stored.push(id)
  }
  throw new Error('the small disk never became full')
}

/** The id of a stored record; nothing when the disk has no room for it. */
function depositOne(office: Office): string | undefined {
  try {
    return deposit(office, 1, 60_000)[0]
  } catch (error) {
    if (error instanceof Problem && error.code === 'kiosk.disk-full') return undefined
    throw error
  }
}
