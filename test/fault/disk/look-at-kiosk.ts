import { join } from 'node:path'
import { emptyChain, headOf } from '../../../electron/outbox/chain.ts'
import { readParcel } from '../../../electron/outbox/parcels.ts'
import type { Connection } from '../../../electron/store/connection.ts'
import { openStore } from '../../../electron/store/store.ts'
import { existsSync } from 'node:fs'
import type { ImageFindings } from './replay.ts'

interface Line {
  readonly recordId: string
  readonly kioskId: string
  readonly seq: number
  readonly parcel: number | null
  readonly decision: string | null
}

const LINES = 'select record_id as recordId, kiosk_id as kioskId, seq, parcel, decision from outbox order by seq'

function isChainWhole(sql: Connection, lines: readonly Line[]): boolean {
  const head = headOf(sql, lines[0]?.kioskId ?? '') ?? emptyChain
  return lines.every(({ seq }, i) => seq === i + 1) && head.seq === lines.length
}

/** Accepted records of which neither the bytes nor a decision is there; decisions that were told and are not there. */
function lostAmong(sql: Connection, lines: readonly Line[], told: readonly string[]): number {
  const byId = new Map(lines.map((line) => [line.recordId, line]))
  return told.filter((fact) => {
    const [what, recordId = ''] = fact.split(' ')
    const line = byId.get(recordId)
    if (!line) return true
    return what === 'receipt' ? line.decision === null : line.decision === null && !readParcel(sql, line.parcel)
  }).length
}

/** Opens a kiosk's database with the kiosk's own store and looks for everything that was told. */
export function lookAtKiosk(folder: string, told: readonly string[]): Promise<ImageFindings> {
  const path = join(folder, 'kiosk.db')
  if (!existsSync(path)) return Promise.resolve({ lost: told.length, doubled: 0, isDamaged: false })
  let isDamaged = false
  const recover = (): void => {
    isDamaged = true
  }
  const store = openStore({ path, nativeBinding: undefined, now: () => new Date(), recover })
  try {
    return Promise.resolve(
      store.read((sql) => {
        const lines = sql.all<Line>(LINES)
        const isIntact = sql.database.pragma('integrity_check', { simple: true }) === 'ok' && isChainWhole(sql, lines)
        return { lost: lostAmong(sql, lines, told), doubled: 0, isDamaged: isDamaged || !isIntact }
      }),
    )
  } finally {
    store.close()
  }
}
