import { CONSOLE_HOME } from '../audit/audit.service.ts'
import type { KioskEntry } from '../contract/console.ts'
import { Problem } from '../contract/failure.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import { inOrder, standingWordOf } from './kiosk-order.ts'
import { allReports, type KeptReport } from './kiosk-reports.repository.ts'
import * as kiosks from './kiosks.repository.ts'
import { type KioskParts, revoke } from './kiosks.service.ts'

function entryOf(
  row: Awaited<ReturnType<typeof kiosks.allKiosks>>[number],
  report: KeptReport | undefined,
  now: Date,
): KioskEntry {
  const { id: kioskId, name, hallName: hall, enrolledAt } = row
  const isRevoked = row.status === 'revoked'
  const lastSeenAt = row.lastSeenAt ?? undefined
  return {
    ...{ kioskId, name, hall, enrolledAt, isRevoked },
    standing: standingWordOf({ isRevoked, lastSeenAt, report }, now),
    ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
    received: row.lastSeq,
    refused: Number(row.refused),
    ...(report === undefined ? {} : { report }),
  }
}

/** Every kiosk: what is out of order first, then by hall and name. */
export async function listKiosks({ database, clock }: Pick<KioskParts, 'database' | 'clock'>): Promise<KioskEntry[]> {
  const { reader } = database
  const [rows, reports] = await Promise.all([kiosks.allKiosks(reader), allReports(reader)])
  const now = clock.now()
  return inOrder(rows.map((row) => entryOf(row, reports.get(row.id), now)))
}

/** Stops a kiosk at once. Throws kiosk.unknown; repeating changes nothing. */
export async function revokeByConsole(parts: KioskParts, { staffId }: AdminCaller, kioskId: string): Promise<void> {
  const kiosk = await kiosks.kioskById(parts.database.reader, kioskId)
  if (!kiosk) throw new Problem('kiosk.unknown')
  if (kiosk.status === 'active') await revoke(parts, kioskId, { home: CONSOLE_HOME, actor: `staff:${staffId}` })
}
