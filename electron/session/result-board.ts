import { type FailureCode, isFailureCode } from '../../sync-server/contract/failure.ts'
import type { Receipt } from '../../sync-server/contract/sealed-record.ts'
import type { ResultView } from '../bridge/view.ts'
import type { SessionPorts } from './session-ports.ts'

const SHOWN_MS = { withReceipt: 60_000, without: 20_000 } as const

type Shown = Omit<ResultView, 'clearsAt'>

/** Shows how the last session ended until somebody dismisses it or its time is over, and follows the record meanwhile. */
export class ResultBoard {
  readonly #ports: SessionPorts
  readonly #onChange: () => void
  #view: ResultView | undefined
  #recordId: string | undefined
  #cancelTimer: () => void = () => {}

  constructor(ports: SessionPorts, onChange: () => void) {
    this.#ports = ports
    this.#onChange = onChange
  }

  view(): ResultView | undefined {
    return this.#view
  }

  show(shown: Shown, recordId?: string): void {
    this.#cancelTimer()
    const { clock, timers } = this.#ports
    const ms = shown.receipt ? SHOWN_MS.withReceipt : SHOWN_MS.without
    this.#recordId = recordId
    this.#view = { ...shown, clearsAt: new Date(clock.now().getTime() + ms).toISOString() }
    this.#cancelTimer = timers.after(ms, () => this.clear())
    this.#onChange()
  }

  clear(): void {
    if (!this.#view) return
    this.#cancelTimer()
    this.#view = undefined
    this.#recordId = undefined
    this.#onChange()
  }

  /** The server has decided about a record; only the one shown here matters. */
  received({ recordId, decision, level, reasons }: Receipt): void {
    const receipt = this.#view?.receipt
    if (!this.#view || !receipt || recordId !== this.#recordId) return
    const known: FailureCode[] = reasons.filter(isFailureCode)
    this.#view = { ...this.#view, receipt: { ...receipt, state: decision, level, reasons: known } }
    this.#onChange()
  }
}
