import { type Failure, type FailureCode, Problem } from '../../sync-server/contract/failure.ts'
import type { KioskStanding } from '../../sync-server/contract/kiosk.ts'
import type { Receipt } from '../../sync-server/contract/sealed-record.ts'
import { statusOf } from '../platform/answer-problem.ts'
import { listeners } from '../platform/listeners.ts'
import type { Courier } from '../stages.ts'
import { pause } from './pause.ts'
import { round, type RoundParts, type RoundReport } from './round.ts'

/** The courier with what only its own half uses. */
export interface OwnCourier extends Courier {
  /** Says that something changed beside the courier's own work. */
  tellChange(): void
  /** Enrols where that is still to be done and can be done now; otherwise the rounds try again. */
  enrolNow(): Promise<void>
}

/** What the rounds have found out. */
export interface CourierState {
  readonly network: 'online' | 'offline'
  readonly trouble: Failure | undefined
  readonly standing: KioskStanding | undefined
}

/** What a person has to see to before anything is sent again. */
const TROUBLE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'server.key-mismatch',
  'kiosk.revoked',
  'kiosk.clock-differs',
  'kiosk.signature-invalid',
  'kiosk.not-enrolled',
  'kiosk.enrolment-code-invalid',
])

/** A fault of the program is not to be hidden by the next attempt: its kind is named, never its words. */
const incidentOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Whether a server stands behind an error, be it the wrong one. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Problem && (statusOf(error) !== undefined || error.code === 'server.key-mismatch')

/** What a failed attempt says about network and trouble; nothing where it says nothing new. */
export function learnt(error: unknown, isProbe: boolean): Partial<CourierState> {
  if (!(error instanceof Problem)) return { trouble: { code: 'server.internal', incident: incidentOf(error) } }
  const { code } = error
  if (TROUBLE.has(code)) return { ...(isAnswer(error) ? { network: 'online' } : {}), trouble: { code } }
  const isSilent = code === 'server.unreachable' || (isProbe && code.startsWith('server.'))
  return isSilent ? { network: 'offline' } : {}
}

type Changes = ReturnType<typeof listeners<{ receipt?: Receipt }>>

/** Keeps what was learnt and tells the listeners when it is news. */
function notebook(changes: Changes): { state: () => CourierState; report: RoundReport } {
  let state: CourierState = { network: 'offline', trouble: undefined, standing: undefined }
  const become = (next: Partial<CourierState>): void => {
    const before = state
    state = { ...state, ...next }
    if (state.network !== before.network || state.trouble?.code !== before.trouble?.code) changes.tell({})
  }
  const report: RoundReport = {
    online: (standing) => become({ network: 'online', trouble: undefined, standing }),
    failed: (error, isProbe) => become(learnt(error, isProbe)),
    answered(receipts) {
      for (const receipt of receipts) changes.tell({ receipt })
      if (receipts.length === 0) changes.tell({})
    },
  }
  return { state: () => state, report }
}

/** A lease that cannot be given back now runs out by itself. */
function releaseQuietly(parts: RoundParts): void {
  try {
    parts.outbox.release()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

/** Moves records to the server for as long as it runs: asks for the standing, then sends until nothing is due. */
export function courier(parts: RoundParts): OwnCourier {
  const changes = listeners<{ receipt?: Receipt }>()
  const { state, report } = notebook(changes)
  const rest = pause()
  let running: { readonly end: AbortController; readonly done: Promise<void> } | undefined
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const wait = await round(parts, report, signal)
      releaseQuietly(parts)
      await rest.wait(wait, signal)
    }
  }
  return {
    start() {
      if (running) return
      const end = new AbortController()
      running = { end, done: run(end.signal) }
    },
    async stop() {
      const last = running
      running = undefined
      last?.end.abort()
      await last?.done
    },
    nudge: rest.nudge,
    network: () => state().network,
    trouble: () => state().trouble,
    onChange: changes.add,
    standing: () => state().standing,
    reportFrom: parts.reports.from,
    tellChange: () => changes.tell({}),
    async enrolNow() {
      try {
        await parts.ensureEnrolled(new AbortController().signal)
      } catch (error) {
        report.failed(error, true)
      }
    },
  }
}
