import { CONSOLE_HOME } from '../audit/audit.service.ts'
import type { KioskEntry } from '../contract/console.ts'
import { Problem } from '../contract/failure.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import * as kiosks from './kiosks.repository.ts'
import { type KioskParts, revoke } from './kiosks.service.ts'

/** Every kiosk, by hall and name, with when it was last seen. */
export async function listKiosks({ database }: Pick<KioskParts, 'database'>): Promise<KioskEntry[]> {
  const rows = await kiosks.allKiosks(database.reader)
  return rows.map(({ id: kioskId, name, hallName: hall, status, enrolledAt, ...row }) => ({
    ...{ kioskId, name, hall, enrolledAt },
    isRevoked: status === 'revoked',
    ...(row.lastSeenAt === null ? {} : { lastSeenAt: row.lastSeenAt }),
    received: row.lastSeq,
    refused: Number(row.refused),
  }))
}

/** Stops a kiosk at once. Throws kiosk.unknown; repeating changes nothing. */
export async function revokeByConsole(parts: KioskParts, { staffId }: AdminCaller, kioskId: string): Promise<void> {
  const kiosk = await kiosks.kioskById(parts.database.reader, kioskId)
  if (!kiosk) throw new Problem('kiosk.unknown')
  if (kiosk.status === 'active') await revoke(parts, kioskId, { home: CONSOLE_HOME, actor: `staff:${staffId}` })
}
