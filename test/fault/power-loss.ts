import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inBareHall } from './bare-hall.ts'
import type { DiskEntry } from './disk/disk-log.ts'
import { lookAtKiosk } from './disk/look-at-kiosk.ts'
import { lookAtServer } from './disk/look-at-server.ts'
import { recordKiosk, recordServer } from './disk/record-disks.ts'
import { type LookAtImage, replay, type ReplayResult } from './disk/replay.ts'
import type { Drill } from './drill.ts'

const points = Number(process.env['HALL_FAULT_POINTS'] ?? 10_000)
/** Opening a server's database and checking its books takes longer than a kiosk's. */
const SHARE_OF_SERVER = 0.1

/** The writes of a server's database while it took records in. */
export async function serverLog(): Promise<readonly DiskEntry[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-power-'))
  try {
    return await recordServer(join(folder, 'server'), { rounds: 3, perRound: 9 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The writes of a kiosk's database while it stored and sent records. */
export function kioskLog(): Promise<readonly DiskEntry[]> {
  return inBareHall((hall) => recordKiosk(hall, { rounds: 5, perRound: 6 }))
}

/**
 * The power is lost at ten thousand moments: every write and sync of the real kiosk and the real server is recorded, and at
 * each crash point some of the writes nobody waited for are left out or torn; then the real store opens what is left.
 */
export const powerLoss: Drill = {
  name: 'power-loss',
  run: async () => {
    const seed = Number(process.env['HALL_FAULT_SEED'] ?? Date.now() % 1_000_000_000)
    const cases: readonly [() => Promise<readonly DiskEntry[]>, LookAtImage, number][] = [
      [kioskLog, lookAtKiosk, Math.ceil(points * (1 - SHARE_OF_SERVER))],
      [serverLog, lookAtServer, Math.floor(points * SHARE_OF_SERVER)],
    ]
    const results: ReplayResult[] = []
    for (const [record, look, count] of cases) results.push(await replay(await record(), { points: count, seed }, look))
    const sum = (of: (result: ReplayResult) => number): number => results.reduce((n, one) => n + of(one), 0)
    const words = results.map(({ points: done, damaged }) => `${done} (${damaged} damaged)`)
    const tried = `seed ${seed}: power lost at ${words[0]} moments of a kiosk and ${words[1]} of a server`
    // A file that is not whole counts as a loss, whatever it still holds.
    const lost = sum(({ lost: missing, damaged }) => missing + damaged)
    return { name: 'power-loss', tried, records: sum(({ told }) => told), lost, doubled: sum(({ doubled }) => doubled) }
  },
}
