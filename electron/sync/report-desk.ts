import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import type { KioskReport } from '../../sync-server/contract/device-health.ts'

/** A report that says nothing new goes out this often, so that the server's copy is never older. */
const EVERY_MS = 5 * 60_000

/** Knows what was last told of this kiosk, and whether there is something to tell. */
export interface ReportDesk {
  /** Who can say how the kiosk is; before that nothing is due. */
  from(source: () => KioskReport): void
  /** The report to send now; undefined while the server knows as much. */
  due(): KioskReport | undefined
  /** The server has it. */
  sent(report: KioskReport): void
}

/** Everything that is worth telling at once; when a device last worked goes along with the next report. */
function newsIn({ devices, ...report }: KioskReport): string {
  const standing = devices.map(({ device, state, code = '', paper = '', errors }) => [
    device,
    state,
    code,
    paper,
    errors,
  ])
  return canonicalJson({ ...report, standing })
}

/** Makes the desk; `nowMs` need not be the right time, only go on. */
export function reportDesk(nowMs: () => number): ReportDesk {
  let tell: (() => KioskReport) | undefined
  let last: { readonly news: string; readonly atMs: number } | undefined
  return {
    from: (source) => {
      tell = source
    },
    due() {
      const report = tell?.()
      if (!report || !last) return report
      const isOld = Math.abs(nowMs() - last.atMs) >= EVERY_MS
      return isOld || newsIn(report) !== last.news ? report : undefined
    },
    sent: (report) => {
      last = { news: newsIn(report), atMs: nowMs() }
    },
  }
}
