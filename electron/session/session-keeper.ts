import type { CardRead, Scan } from '../../sync-server/contract/device.ts'
import { type Failure, Problem } from '../../sync-server/contract/failure.ts'
import { type Exit, flowOf, type LogEntry, start } from '../../sync-server/contract/flow/index.ts'
import type { Receipt } from '../../sync-server/contract/sealed-record.ts'
import { mayDo } from '../../sync-server/contract/staff.ts'
import type { FlowView, ResumableView, ResultView, StaffView } from '../bridge/view.ts'
import { receiptOf, sessionLogOf } from './finished-session.ts'
import { restore } from './restored-session.ts'
import { ResultBoard } from './result-board.ts'
import { type Beginning, RunningSession } from './running-session.ts'
import { SessionMemory } from './session-memory.ts'
import type { SessionPorts } from './session-ports.ts'
import { packSnapshot } from './snapshot.ts'

/** Whoever follows the sessions: `changed` on anything a screen shows, `cleared` when a citizen's last trace is gone. */
export interface KeeperListener {
  changed(): void
  cleared(): void
}

/** Keeps the one session of this counter: begins, saves, resumes and ends it, and shows how it ended. */
export class SessionKeeper {
  readonly #ports: SessionPorts
  readonly #listener: KeeperListener
  readonly #board: ResultBoard
  #session: RunningSession | undefined
  #receipt: ResultView['receipt']

  constructor(ports: SessionPorts, listener: KeeperListener) {
    this.#ports = ports
    this.#listener = listener
    this.#board = new ResultBoard(ports, () => {
      listener.changed()
      if (!this.#board.view()) listener.cleared()
    })
  }

  view(): FlowView | undefined {
    return this.#session?.view()
  }

  result(): ResultView | undefined {
    return this.#board.view()
  }

  /** What survived a crash; nothing while a session runs. */
  resumable(): ResumableView | undefined {
    const found = this.#session ? undefined : this.#ports.office.snapshots.peek()
    return found && { startedAt: found.startedAt, stepTitle: found.stepTitle, staffNumber: found.staffNumber }
  }

  /** Begins a flow for the next citizen; while one is being served it changes nothing. */
  async begin(flowId: string): Promise<void> {
    if (this.#session) return
    const staff = this.#mayVerify()
    const { office, random, clock } = this.#ports
    const blocked = office.blocked()
    if (blocked) throw new Problem(blocked)
    const flow = flowOf(flowId)
    if (flow?.runs !== 'kiosk') throw new Problem('request.invalid')
    if (office.snapshots.peek()) office.snapshots.discard()
    this.#board.clear()
    const startedAt = clock.now().toISOString()
    const memory = new SessionMemory()
    await this.#run({ id: random.uuid(), flow, state: start(flow), startedAt, staff, memory })
  }

  /** Goes on with what survived a crash; only for who began it. */
  async resume(): Promise<void> {
    if (this.#session || !this.#ports.office.snapshots.peek()) return
    const beginning = await restore(this.#ports, this.#mayVerify())
    if (this.#session) return beginning.memory.wipe()
    this.#board.clear()
    await this.#run(beginning)
  }

  /** Gives up what survived a crash. */
  discard(): void {
    if (this.#session) return
    this.#ports.office.snapshots.discard()
    this.#listener.changed()
  }

  async answer(step: string, answer: unknown): Promise<void> {
    await this.#session?.answer(step, answer)
  }

  async back(): Promise<void> {
    await this.#session?.back()
  }

  async cardRead(read: CardRead): Promise<void> {
    if (!this.#session) return void read.chipPhoto.fill(0)
    await this.#session.cardRead(read)
  }

  async scanned(scan: Scan): Promise<void> {
    await this.#session?.scanned(scan)
  }

  /** Ends the session by a common exit; everything about the citizen is wiped. */
  leave(exit: Exclude<Exit, 'done'>): void {
    if (this.#session) this.#ended(this.#session, exit, undefined)
  }

  /** The screen or the program goes down: wipes memory and leaves the snapshot for who began the session. */
  suspend(): void {
    const session = this.#session
    if (!session) return
    this.#session = undefined
    session.end()
    this.#listener.changed()
  }

  dismissResult(): void {
    this.#board.clear()
  }

  /** The server's word about a record. */
  received(receipt: Receipt): void {
    this.#board.received(receipt)
  }

  #mayVerify(): StaffView {
    const staff = this.#ports.office.staff.current()
    if (!staff) throw new Problem('staff.session-expired')
    if (!mayDo(staff.role, 'verify-in-person')) throw new Problem('staff.not-allowed')
    return staff
  }

  async #run(beginning: Beginning): Promise<void> {
    const session = new RunningSession(beginning, this.#ports, {
      changed: () => this.#listener.changed(),
      save: (running) => this.#save(running),
      finish: (running, log) => this.#finish(running, log),
      ended: (running, exit, failure) => this.#ended(running, exit, failure),
    })
    this.#session = session
    await session.open()
  }

  #save({ beginning, state, step }: RunningSession): void {
    const { id: sessionId, flow, startedAt, staff, memory } = beginning
    const bytes = packSnapshot({
      v: 1,
      sessionId,
      flow: flow.id,
      flowVersion: flow.version,
      startedAt,
      accountWords: memory.accountWords,
      log: [...state.log],
      attachments: [...memory.attachments()],
    })
    const meta = { sessionId, staffNumber: staff.staffNumber, startedAt, stepTitle: step.title }
    try {
      this.#ports.office.snapshots.save(bytes, meta)
    } finally {
      bytes.fill(0)
    }
  }

  #finish({ beginning }: RunningSession, entries: readonly LogEntry[]): void {
    const { depot, courier } = this.#ports.office
    const log = sessionLogOf(beginning, entries, this.#ports)
    depot.deposit(log, beginning.memory.attachments(), beginning.staff.staffNumber)
    this.#receipt = receiptOf(beginning, log, this.#ports)
    courier.nudge()
  }

  #ended(session: RunningSession, exit: Exit, failure: Failure | undefined): void {
    if (this.#session !== session) return
    this.#session = undefined
    const receipt = this.#receipt
    this.#receipt = undefined
    session.end()
    if (exit !== 'done') this.#ports.office.snapshots.discard()
    this.#board.show({ exit, receipt, failure }, receipt && session.beginning.id)
  }
}
