import type { EndPage } from './end-pages.ts'
import type { Exit, Flow, Step, Target } from './language.ts'

/** One completed step, as it is logged, sealed and replayed. */
export interface LogEntry {
  readonly step: string
  readonly outcome: string
  readonly output: unknown
  /** RFC 3339 instant, by the clock of whoever runs the flow. */
  readonly at: string
}

/** Where a run of a flow stands. Immutable; everything in it follows from the log. */
export interface FlowState {
  readonly flow: string
  readonly version: number
  readonly status: 'active' | Exit
  /** Current step; undefined once the flow has ended. */
  readonly step: string | undefined
  readonly log: readonly LogEntry[]
}

export type Rejection = 'ended' | 'stale-step' | 'unknown-outcome' | 'out-of-time-order'
export type Advanced = { readonly state: FlowState } | { readonly rejected: Rejection }

/** The state before anything has happened. */
export function start(flow: Flow): FlowState {
  return { flow: flow.id, version: flow.version, status: 'active', step: flow.steps[0]?.id, log: [] }
}

/** The row with this id; undefined when the flow has none. */
export function stepOf(flow: Flow, id: string | undefined): Step | undefined {
  return flow.steps.find((step) => step.id === id)
}

/** How often a step has already ended with an outcome in this log. */
export function triesOf(log: readonly LogEntry[], step: string, outcome: string): number {
  return log.filter((entry) => entry.step === step && entry.outcome === outcome).length
}

/** How often a step has come to nothing: all its outcomes that lead to another try count together. */
export function failedTries(log: readonly LogEntry[], { id, on }: Step): number {
  return log.filter(({ step, outcome }) => {
    const target = on[outcome]
    return step === id && target !== undefined && 'tries' in target
  }).length
}

function forward(flow: Flow, step: Step): Target {
  const next = flow.steps[flow.steps.indexOf(step) + 1]
  return next ? { to: next.id } : { exit: 'done' }
}

function settle(target: Target, log: readonly LogEntry[], step: Step): { to: string } | { exit: Exit } {
  if (!('tries' in target)) return target
  return failedTries(log, step) < target.tries ? { to: step.id } : target.then
}

/** A flow with the outcomes that its step kinds know: all that the engine needs to run it. */
export interface Rules {
  readonly flow: Flow
  readonly outcomesOf: (kind: string) => readonly string[]
}

/**
 * Takes a completed step into account. Pure: the same state and entry always give the same answer. The caller has checked the
 * output against the schema of the step's kind.
 */
export function advance({ flow, outcomesOf }: Rules, state: FlowState, entry: LogEntry): Advanced {
  if (state.status !== 'active') return { rejected: 'ended' }
  const step = stepOf(flow, state.step)
  if (!step || step.id !== entry.step) return { rejected: 'stale-step' }
  if (!outcomesOf(step.kind).includes(entry.outcome)) return { rejected: 'unknown-outcome' }
  const last = state.log.at(-1)
  if (last && last.at > entry.at) return { rejected: 'out-of-time-order' }
  const log = [...state.log, entry]
  const next = settle(step.on[entry.outcome] ?? forward(flow, step), log, step)
  const moved = 'to' in next ? { status: 'active' as const, step: next.to } : { status: next.exit, step: undefined }
  return { state: { ...state, ...moved, log } }
}

/** Ends a run from any step by a common exit. */
export function leave(state: FlowState, exit: Exclude<Exit, 'done'>): FlowState {
  return state.status === 'active' ? { ...state, status: exit, step: undefined } : state
}

/** Whether 上一步 is possible: the step before may be done again. */
export function canGoBack(flow: Flow, state: FlowState): boolean {
  const last = state.log.at(-1)
  return state.status === 'active' && last !== undefined && stepOf(flow, last.step)?.isRevisable === true
}

/** Undoes the last step, where its row allows that; its output is forgotten. */
export function goBack(flow: Flow, state: FlowState): FlowState {
  const last = state.log.at(-1)
  if (!last || !canGoBack(flow, state)) return state
  return { ...state, step: last.step, log: state.log.slice(0, -1) }
}

export type Replayed = { readonly state: FlowState } | { readonly rejected: Rejection; readonly at: number }

/** Runs a whole log through the engine, as the server does with what a kiosk claims. */
export function replay(rules: Rules, log: readonly LogEntry[]): Replayed {
  let state = start(rules.flow)
  for (const [at, entry] of log.entries()) {
    const result = advance(rules, state, entry)
    if ('rejected' in result) return { rejected: result.rejected, at }
    state = result.state
  }
  return { state }
}

export interface TrailMark {
  readonly title: string
  readonly mark: 'done' | 'current' | 'ahead'
}

/** The page that a well-ended run shows; undefined where the flow just ends. */
export function endPageOf(flow: Flow, log: readonly LogEntry[]): EndPage | undefined {
  const other = flow.end?.instead?.find(({ step, outcome }) => triesOf(log, step, outcome) > 0)
  return other?.page ?? flow.end?.page
}

/** What the manual calls the last title of a trail. */
const END_TITLE = '完成'

/** The rows that somebody passes whom every step leads on, in order. */
function normalWay({ flow, outcomesOf }: Rules): ReadonlySet<Step> {
  const way = new Set<Step>()
  let step = flow.steps[0]
  while (step && !way.has(step)) {
    way.add(step)
    const target = step.on[outcomesOf(step.kind)[0] ?? ''] ?? forward(flow, step)
    step = 'to' in target ? stepOf(flow, target.to) : undefined
  }
  return way
}

/**
 * The step trail for the screen: distinct titles along the normal way, those of a detour only once it was taken, and 完成 where a
 * page ends it; the current one marked.
 */
export function trailOf(rules: Rules, state: FlowState): readonly TrailMark[] {
  const { flow } = rules
  const way = normalWay(rules)
  const isPassed = (step: Step): boolean => step.id === state.step || state.log.some((entry) => entry.step === step.id)
  const shown = flow.steps.filter((step) => way.has(step) || isPassed(step))
  const titles = [...new Set(shown.map((step) => step.title)), ...(flow.end?.page ? [END_TITLE] : [])]
  const current = titles.indexOf(stepOf(flow, state.step)?.title ?? '')
  const reached = state.status === 'done' ? titles.length : current
  return titles.map((title, i) => ({ title, mark: i < reached ? 'done' : i === reached ? 'current' : 'ahead' }))
}
