import { Check } from 'typebox/value'
import type { CardRead, Scan } from '../../sync-server/contract/device.ts'
import { type Failure, Problem } from '../../sync-server/contract/failure.ts'
import {
  advance,
  canGoBack,
  type Exit,
  type Flow,
  type FlowState,
  goBack,
  isStepKind,
  type LogEntry,
  outcomesOf,
  type Step,
  type StepKindName,
  stepKinds,
  stepOf,
  trailOf,
} from '../../sync-server/contract/flow/index.ts'
import type { FlowView, StaffView } from '../bridge/view.ts'
import { failureOf } from './failure-of.ts'
import type { Completed, Performance, Performer, Reply, Scene } from './performance.ts'
import { performers } from './performers/index.ts'
import type { SessionMemory } from './session-memory.ts'
import type { SessionPorts } from './session-ports.ts'

/** A session as it begins or is taken up again. */
export interface Beginning {
  readonly id: string
  readonly flow: Flow
  readonly state: FlowState
  readonly startedAt: string
  readonly staff: StaffView
  readonly memory: SessionMemory
}

/** What whoever keeps the session is told. */
export interface SessionHooks {
  changed(): void
  /** After each step; may throw Problem. */
  save(session: RunningSession): void
  /** The last step is done: seal and store. What it throws keeps the session on that step. */
  finish(session: RunningSession, log: readonly LogEntry[]): void
  ended(session: RunningSession, exit: Exit, failure: Failure | undefined): void
}

type AnyKind = StepKindName

/** The table row of a kind, where the kind is known only while running; each performer still gets its own kind's scene. */
const performerOf = (kind: AnyKind): Performer<AnyKind> => performers[kind] as unknown as Performer<AnyKind>

/** Names of the bytes that a log refers to. */
function digestsIn(log: readonly LogEntry[]): ReadonlySet<string> {
  const refs = log.flatMap(({ output }) => Object.values(output as Readonly<Record<string, unknown>>))
  return new Set(refs.flatMap((ref) => (typeof ref === 'object' && ref && 'sha256' in ref ? [String(ref.sha256)] : [])))
}

/** Runs one flow: the engine decides, performers act, one thing at a time. */
export class RunningSession {
  readonly beginning: Beginning
  readonly #ports: SessionPorts
  readonly #hooks: SessionHooks
  #state: FlowState
  #performance: Performance<AnyKind> | undefined
  #input: object = {}
  #failure: Failure | undefined
  #isBusy = false
  #hasEnded = false

  constructor(beginning: Beginning, ports: SessionPorts, hooks: SessionHooks) {
    this.beginning = beginning
    this.#ports = ports
    this.#hooks = hooks
    this.#state = beginning.state
  }

  get state(): FlowState {
    return this.#state
  }

  get step(): Step {
    const step = stepOf(this.beginning.flow, this.#state.step)
    if (!step) throw new Error('a session that has ended has no step')
    return step
  }

  view(): FlowView {
    const { id: sessionId, flow } = this.beginning
    const { id, kind, title } = this.step
    return {
      sessionId,
      flow: flow.id,
      title: flow.title,
      trail: trailOf({ flow, outcomesOf }, this.#state),
      step: { id, kind, title, input: this.#input },
      canGoBack: canGoBack(flow, this.#state),
      isBusy: this.#isBusy,
      failure: this.#failure,
    }
  }

  /** Shows the first step. */
  open(): Promise<void> {
    return this.#work(() => this.#enter())
  }

  /** A stale or second answer changes nothing: whoever asks gets the view as it is. */
  async answer(step: string, answer: unknown): Promise<void> {
    if (this.#isBusy || step !== this.#state.step) return
    const performance = this.#performance
    await this.#work(async () => {
      if (!performance || !Check(stepKinds[this.#kind()].answer, answer)) throw new Problem('request.invalid')
      await this.#follow(await performance.answer(answer as Parameters<typeof performance.answer>[0]))
    })
  }

  /** A card that no step waits for is wiped unseen. */
  async cardRead(read: CardRead): Promise<void> {
    const performance = this.#performance
    if (this.#isBusy || !performance?.cardRead) return void read.chipPhoto.fill(0)
    await this.#work(async () => {
      if (performance.cardRead) await this.#follow(await performance.cardRead(read))
    })
  }

  /** What no step waits for is dropped unseen. */
  async scanned(scan: Scan): Promise<void> {
    const performance = this.#performance
    if (this.#isBusy || !performance?.scanned) return
    await this.#work(async () => {
      if (performance.scanned) await this.#follow(await performance.scanned(scan))
    })
  }

  async back(): Promise<void> {
    const { flow, memory } = this.beginning
    if (this.#isBusy || !canGoBack(flow, this.#state)) return
    await this.#work(async () => {
      this.#leaveStep()
      this.#state = goBack(flow, this.#state)
      memory.keepOnly(digestsIn(this.#state.log))
      await this.#save()
    })
  }

  /** Leaves the step, wipes and forgets; nothing of a call under way comes through afterwards. */
  end(): void {
    this.#hasEnded = true
    this.#leaveStep()
    this.#input = {}
    this.beginning.memory.wipe()
  }

  #kind(): AnyKind {
    const { kind } = this.step
    if (!isStepKind(kind)) throw new Error(`no such kind of step: ${kind}`)
    return kind
  }

  async #work(task: () => Promise<void>): Promise<void> {
    this.#isBusy = true
    this.#failure = undefined
    this.#hooks.changed()
    try {
      await task()
    } catch (error) {
      this.#failure = failureOf(error, this.#ports)
    }
    this.#isBusy = false
    if (this.#hasEnded) this.beginning.memory.wipe()
    else if (!this.#performance) this.#hooks.ended(this, 'cancelled', this.#failure)
    this.#hooks.changed()
  }

  #scene(): Scene<AnyKind> {
    const { id: sessionId, flow, staff, memory } = this.beginning
    const { log } = this.#state
    const input = (): ReturnType<Scene<AnyKind>['input']> => this.#input as ReturnType<Scene<AnyKind>['input']>
    return { sessionId, flow, step: this.step, log, staff, memory, ports: this.#ports, input }
  }

  async #enter(): Promise<void> {
    this.#input = {}
    const performance = performerOf(this.#kind())(this.#scene())
    const input = await performance.enter()
    if (this.#hasEnded) return performance.leave?.()
    this.#performance = performance
    this.#input = input
  }

  #leaveStep(): void {
    this.#performance?.leave?.()
    this.#performance = undefined
  }

  async #follow(reply: Reply<AnyKind>): Promise<void> {
    if (this.#hasEnded) return
    if ('complete' in reply) return this.#complete(reply.complete)
    const changed = Object.entries({ ...this.#input, ...reply.stay }).filter(([, member]) => member !== undefined)
    this.#input = Object.fromEntries(changed)
  }

  async #complete({ outcome, output }: Completed<AnyKind>['complete']): Promise<void> {
    const kind = this.#kind()
    if (!Check(stepKinds[kind].output, output)) throw new Error(`the output of ${kind} breaks its schema`)
    const entry = { step: this.step.id, outcome, output, at: this.#now() }
    const advanced = advance({ flow: this.beginning.flow, outcomesOf }, this.#state, entry)
    if ('rejected' in advanced) throw new Error(`the engine refused ${kind}: ${advanced.rejected}`)
    const { status, log } = advanced.state
    if (status === 'done') this.#hooks.finish(this, log)
    if (status !== 'active') return this.#hooks.ended(this, status, undefined)
    this.#leaveStep()
    this.#state = advanced.state
    await this.#save()
  }

  /** A full disk stops no errand half-way: the failure is shown, and the last step says whether the record fits. */
  async #save(): Promise<void> {
    try {
      this.#hooks.save(this)
    } catch (error) {
      this.#failure = failureOf(error, this.#ports)
    }
    await this.#enter()
  }

  /** The log's order in time survives a clock that is set back. */
  #now(): string {
    const now = this.#ports.clock.now().toISOString()
    const last = this.#state.log.at(-1)?.at ?? now
    return now < last ? last : now
  }
}
