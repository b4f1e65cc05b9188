import * as audit from '../audit/audit.service.ts'
import type { KioskReport } from '../contract/device-health.ts'
import { instant } from '../platform/clock.ts'
import type { KioskCaller } from '../platform/http/caller.ts'
import { keepReport, reportOfKiosk } from './kiosk-reports.repository.ts'
import type { KioskParts } from './kiosks.service.ts'

/** Takes a kiosk's word about itself. That its software is another than before stands in the audit; how its devices are does not. */
export async function takeReport(
  { database, clock }: Pick<KioskParts, 'database' | 'clock'>,
  { kioskId }: KioskCaller,
  report: KioskReport,
): Promise<void> {
  const at = instant(clock.now())
  await database.write(async (tx) => {
    const before = await reportOfKiosk(tx, kioskId)
    await keepReport(tx, kioskId, { ...report, at })
    if (before === undefined || before.version === report.version) return
    const detail = { from: before.version, to: report.version }
    const event = { actor: `kiosk:${kioskId}`, action: 'kiosk.software-changed', subject: kioskId, detail } as const
    await audit.record(tx, kioskId, { ...event, at })
  })
}
