import { type FailureCode, isFailureCode } from '../../sync-server/contract/failure.ts'
import type { WorkItem } from '../bridge/view.ts'
import type { Depot } from '../stages.ts'
import type { Store } from '../store/store.ts'

interface Line {
  readonly record_id: string
  readonly receipt_number: string
  readonly state: 'ready' | 'leased' | 'returned' | 'parked' | 'settled'
  readonly decision: 'granted' | 'returned' | null
  readonly reasons: string
  readonly finished_at: string
  readonly staff_number: string
  readonly tries: number
}

/** What a clerk may ask about the outbox; none of it needs a record to be opened. */
export type Ledger = Pick<Depot, 'counts' | 'work' | 'acknowledge' | 'standingOf'>

const LINE = 'record_id, receipt_number, state, decision, reasons, finished_at, staff_number, tries'
const WORK = `select ${LINE} from outbox where state in ('returned', 'parked') and acknowledged_at is null
  order by seq limit 200`
/** Waiting records that the server has asked to be sent again, with its reason. */
const ASKED = `select ${LINE} from outbox where state in ('ready', 'leased') and reasons <> '[]' order by seq limit 20`
const COUNTS = `select 'waiting' as state, count(*) as n from outbox where state in ('ready', 'leased')
  union all select state, count(*) from outbox
  where state in ('returned', 'parked') and acknowledged_at is null group by state`

/** The known codes among stored reasons; a code that this version does not know still says that something failed. */
export function reasonsOf(json: string): readonly FailureCode[] {
  const reasons = JSON.parse(json) as readonly string[]
  return reasons.map((code) => (isFailureCode(code) ? code : 'server.internal'))
}

const shownState = (state: Line['state']): WorkItem['state'] =>
  state === 'returned' || state === 'parked' ? state : 'waiting'

const itemOf = (line: Line): WorkItem => ({
  recordId: line.record_id,
  receiptNumber: line.receipt_number,
  state: shownState(line.state),
  reasons: reasonsOf(line.reasons),
  finishedAt: line.finished_at,
  staffNumber: line.staff_number,
  tries: line.tries,
})

function acknowledge(store: Store, recordId: string, now: number): void {
  store.write((sql) => {
    // A returned record is safe at the server, its line may go; a parked one keeps its bytes and only leaves the list.
    sql.run(
      `update outbox set state = iif(state = 'returned', 'settled', state), settled_at = ?, acknowledged_at = ?
       where record_id = ? and state in ('returned', 'parked') and acknowledged_at is null`,
      now,
      now,
      recordId,
    )
  })
}

/** The clerk's view of the outbox. */
export function ledger(store: Store, now: () => Date): Ledger {
  return {
    counts() {
      const rows = store.read((sql) => sql.all<{ state: WorkItem['state']; n: number }>(COUNTS))
      const of = (wanted: WorkItem['state']): number => rows.find(({ state }) => state === wanted)?.n ?? 0
      return { waiting: of('waiting'), returned: of('returned'), parked: of('parked') }
    },
    work: () => store.read((sql) => [...sql.all<Line>(WORK), ...sql.all<Line>(ASKED)]).map(itemOf),
    acknowledge: (recordId) => acknowledge(store, recordId, now().getTime()),
    standingOf(recordId) {
      const line = store.read((sql) => sql.get<Line>(`select ${LINE} from outbox where record_id = ?`, recordId))
      return (
        line && {
          state: line.decision ?? (line.state === 'parked' ? 'parked' : 'waiting'),
          reasons: reasonsOf(line.reasons),
        }
      )
    },
  }
}
