import { setImmediate as nextTurn } from 'node:timers/promises'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { KioskStanding } from '../../sync-server/contract/kiosk.ts'
import type { Receipt, RecordAnswer } from '../../sync-server/contract/sealed-record.ts'
import type { CourierOutbox } from '../outbox/courier-outbox.ts'
import type { LeasedRecord } from '../outbox/dispatch.ts'
import type { BackOff } from './back-off.ts'
import type { ServerClient } from './server-client.ts'
import type { ReportDesk } from './report-desk.ts'
import { noteAnswers, sendRecords } from './upload.ts'

/** What a round works with; all of it handed over. */
export interface RoundParts {
  readonly client: ServerClient
  readonly outbox: CourierOutbox
  readonly backOff: BackOff
  /** Enrols the kiosk where that is still to be done; throws Problem('kiosk.not-enrolled') where it cannot be. */
  readonly ensureEnrolled: (signal: AbortSignal) => Promise<void>
  /** Takes a standing over; throws Problem('server.key-mismatch') for a server that is not the one enrolled at. */
  readonly adopt: (standing: KioskStanding) => void
  /** Called when the server finds the kiosk's time wrong; true when another try with a corrected time makes sense. */
  readonly retime: () => boolean
  /** Called once a round, for what should happen now and then. */
  readonly sweep: () => void
  readonly reports: ReportDesk
}

/** Who is told how a round goes. */
export interface RoundReport {
  online(standing: KioskStanding): void
  /** `isProbe` when not even the standing could be had. */
  failed(error: unknown, isProbe: boolean): void
  answered(receipts: readonly Receipt[]): void
}

const MAX_RECORDS = 500
const PROBE_TIMEOUT_MS = 5000

async function probe(parts: RoundParts, report: RoundReport, signal: AbortSignal): Promise<void> {
  try {
    parts.sweep()
    await parts.ensureEnrolled(signal)
    const standing = await parts.client.call('kioskStanding', { signal, timeoutMs: PROBE_TIMEOUT_MS })
    parts.adopt(standing)
    report.online(standing)
  } catch (error) {
    if (!signal.aborted) report.failed(error, true)
    throw error
  }
}

/** Tells the server how this kiosk is. That never keeps a record back: what could not be told is due in the next round. */
async function tellHealth({ client, reports }: RoundParts, signal: AbortSignal): Promise<void> {
  const body = reports.due()
  if (!body) return
  try {
    await client.call('reportKiosk', { body, signal, timeoutMs: PROBE_TIMEOUT_MS })
    reports.sent(body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

/** A batch and what the server said about it, not yet written down. */
interface Answered {
  readonly leased: readonly LeasedRecord[]
  readonly answers: readonly RecordAnswer[]
}

/**
 * Sends batch after batch until nothing is due; false when the server wants something again later. What the server said of a
 * batch is written down while it judges the next one, so neither waits for the other; a batch leaves only after the one before
 * it was answered, since records keep the order of the chain.
 */
async function drain(parts: RoundParts, report: RoundReport, signal: AbortSignal): Promise<boolean> {
  const { client, outbox } = parts
  const note = ({ leased, answers }: Answered): boolean => {
    if (leased.length === 0) return true
    const { receipts, isClear } = noteAnswers(outbox, leased, answers)
    report.answered(receipts)
    return isClear
  }
  let last: Answered = { leased: [], answers: [] }
  let coming = outbox.lease(MAX_RECORDS)
  let isClear = true
  while (isClear && coming.length > 0) {
    const leased = coming
    const sending = sendRecords({ client, signal }, leased)
    const sent = Promise.allSettled([sending]) // from the start, since it may fail before the next turn
    try {
      await nextTurn() // the request leaves first
      isClear = note(last)
      coming = outbox.lease(MAX_RECORDS)
    } finally {
      await sent
    }
    last = { leased, answers: await sending }
  }
  return note(last) && isClear
}

function waitAfter(parts: RoundParts, error: unknown): number {
  if (!(error instanceof Problem)) return parts.backOff.next()
  if (error.code === 'kiosk.clock-differs' && parts.retime()) return 0
  // Asking whether the network is back costs nobody anything; only a server that is there is given time.
  return error.code === 'server.unreachable' ? parts.backOff.reset() : parts.backOff.next(error.retryAfterS)
}

/** One round: ask for the standing, tell how the kiosk is, then send what is due. Answers with the milliseconds until the next. */
export async function round(parts: RoundParts, report: RoundReport, signal: AbortSignal): Promise<number> {
  let isProbed = false
  try {
    await probe(parts, report, signal)
    isProbed = true
    await tellHealth(parts, signal)
    return (await drain(parts, report, signal)) ? parts.backOff.reset() : parts.backOff.next()
  } catch (error) {
    if (isProbed && !signal.aborted) report.failed(error, false)
    return waitAfter(parts, error)
  }
}
