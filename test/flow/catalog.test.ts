import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advance,
  canGoBack,
  exits,
  type Flow,
  flows,
  type FlowState,
  goBack,
  isOnlineStepKind,
  isStepKind,
  leave,
  type LogEntry,
  outcomesOf,
  replay,
  start,
  type Step,
  stepOf,
  type Target,
  trailOf,
} from '../../sync-server/contract/flow/index.ts'

const INSTANT = (n: number): string => new Date(1_800_000_000_000 + n * 1000).toISOString()
const entryOf = (step: string, outcome: string, n: number): LogEntry => ({ step, outcome, output: {}, at: INSTANT(n) })

/** The state after an outcome; every outcome of the current step's kind must be taken. */
function after(flow: Flow, state: FlowState, outcome: string, at = state.log.length): FlowState {
  const result = advance({ flow, outcomesOf }, state, entryOf(state.step ?? '', outcome, at))
  if ('rejected' in result) throw new Error(result.rejected)
  return result.state
}
const outcomesAt = (flow: Flow, state: FlowState): readonly string[] => outcomesOf(stepOf(flow, state.step)?.kind ?? '')
/** Titles of the steps that somebody passes whom every step leads on. */
function normalTitles(flow: Flow): readonly string[] {
  const titles = new Set<string>()
  let state = start(flow)
  while (state.status === 'active') {
    titles.add(stepOf(flow, state.step)?.title ?? '')
    state = after(flow, state, outcomesAt(flow, state)[0] ?? '')
  }
  return [...titles]
}
/** The state after one choice of a random run: any outcome, or a step back where that is possible. */
function choose(flow: Flow, state: FlowState, choice: { n: number; wantsBack: boolean; at: number }): FlowState {
  const outcomes = outcomesAt(flow, state)
  if (outcomes.length === 0) return state
  if (choice.wantsBack && canGoBack(flow, state)) return goBack(flow, state)
  return after(flow, state, outcomes[choice.n % outcomes.length] ?? '', choice.at)
}
/** Steps that can follow on a step, and whether the good end can. */
function reachableFrom(flow: Flow, step: string | undefined): { isDone: boolean } {
  const seen = new Set([step])
  for (const id of seen) {
    const targets = edgesOf(flow).filter((edge) => edge.step === id)
    for (const { target } of targets) seen.add(nameOf(target))
  }
  return { isDone: seen.has('exit:done') }
}

/** Where a row's outcome can lead: the step itself while there are tries, and what comes then. */
function targetsOf(flow: Flow, step: Step, outcome: string): readonly Target[] {
  const target = step.on[outcome]
  if (!target) {
    const next = flow.steps[flow.steps.indexOf(step) + 1]
    return [next ? { to: next.id } : { exit: 'done' }]
  }
  return 'tries' in target ? [{ to: step.id }, target.then] : [target]
}
const edgesOf = (flow: Flow) =>
  flow.steps.flatMap((step) =>
    outcomesOf(step.kind).flatMap((outcome) =>
      targetsOf(flow, step, outcome).map((target) => ({ step: step.id, outcome, target })),
    ),
  )
const nameOf = (target: Target): string => ('to' in target ? target.to : 'exit' in target ? `exit:${target.exit}` : '?')

/** Every state that can be reached, by the tries that matter, with the shortest log that leads there. */
function statesOf(flow: Flow): readonly FlowState[] {
  const keyOf = (state: FlowState): string => {
    const tries = flow.steps.flatMap((step) =>
      Object.entries(step.on).flatMap(([outcome, target]) =>
        'tries' in target
          ? [Math.min(target.tries, state.log.filter((e) => e.step === step.id && e.outcome === outcome).length)]
          : [],
      ),
    )
    return `${state.status} ${state.step} ${tries.join()}`
  }
  const seen = new Map<string, FlowState>([[keyOf(start(flow)), start(flow)]])
  // A map walks on over what is added meanwhile: breadth first, so every log is a shortest one.
  for (const state of seen.values()) {
    const next = outcomesAt(flow, state).map((outcome) => after(flow, state, outcome))
    for (const one of next.filter((candidate) => !seen.has(keyOf(candidate)))) seen.set(keyOf(one), one)
  }
  return [...seen.values()]
}

/** A random run: at every step any of its outcomes, sometimes a step back. */
const walkOf = (flow: Flow) =>
  fc.array(fc.tuple(fc.nat(9), fc.boolean(), fc.nat(3)), { maxLength: 60 }).map((choices) => {
    let state = start(flow)
    let at = 0
    for (const [n, wantsBack, wait] of choices) state = choose(flow, state, { n, wantsBack, at: (at += wait) })
    return state
  })

test('every flow has its own id and version', () => {
  expect(new Set(flows.map(({ id, version }) => `${id}/${version}`)).size).toBe(flows.length)
})

describe.each(flows)('$id', (flow) => {
  const states = statesOf(flow)
  const rules = { flow, outcomesOf }

  test('every row is of a known kind, under an id of its own', () => {
    for (const step of flow.steps)
      expect(flow.runs === 'server' ? isOnlineStepKind(step.kind) : isStepKind(step.kind), step.id).toBe(true)
    expect(new Set(flow.steps.map(({ id }) => id)).size).toBe(flow.steps.length)
  })
  test('every outcome of every row leads somewhere that exists, and no row routes an outcome that its kind lacks', () => {
    for (const { step, outcome, target } of edgesOf(flow)) {
      const exists =
        'to' in target ? stepOf(flow, target.to) !== undefined : 'exit' in target && Object.hasOwn(exits, target.exit)
      expect(exists, `${step} ${outcome} → ${nameOf(target)}`).toBe(true)
    }
    for (const step of flow.steps) {
      const known = outcomesOf(step.kind)
      for (const outcome of Object.keys(step.on)) expect(known, `${step.id} ${outcome}`).toContain(outcome)
    }
  })
  test('every row can be reached', () => {
    const reached = new Set(states.map(({ step }) => step))
    for (const step of flow.steps) expect(reached, step.id).toContain(step.id)
  })
  test('from every state the good end can still be reached', () => {
    for (const { step } of states.filter(({ status }) => status === 'active')) {
      expect(reachableFrom(flow, step).isDone, step).toBe(true)
    }
  })
  test('every edge is walked, and leads where the row says', () => {
    const walked = new Set(
      states.flatMap((state) =>
        outcomesAt(flow, state).map((outcome) => {
          const { status, step } = after(flow, state, outcome)
          return `${state.step} ${outcome} ${status === 'active' ? step : `exit:${status}`}`
        }),
      ),
    )
    expect([...walked].sort()).toEqual(
      [...new Set(edgesOf(flow).map(({ step, outcome, target }) => `${step} ${outcome} ${nameOf(target)}`))].sort(),
    )
  })
  test('whoever stands anywhere can leave by every common exit, and stays out', () => {
    for (const state of states.filter(({ status }) => status === 'active')) {
      for (const exit of ['cancelled', 'timed-out', 'device-unavailable'] as const) {
        const left = leave(state, exit)
        expect([left.status, left.step]).toEqual([exit, undefined])
        expect(leave(left, 'cancelled')).toBe(left)
        expect(advance(rules, left, entryOf('x', 'y', 99))).toEqual({ rejected: 'ended' })
      }
    }
  })
  test('a stale step, an unknown outcome and a clock that ran back are rejected', () => {
    const first = flow.steps[0]?.id ?? ''
    expect(advance(rules, start(flow), entryOf('nowhere', 'x', 1))).toEqual({ rejected: 'stale-step' })
    expect(advance(rules, start(flow), entryOf(first, 'x', 1))).toEqual({ rejected: 'unknown-outcome' })
    for (const state of states.filter(({ status, log }) => status === 'active' && log.length > 0)) {
      const outcome = outcomesOf(stepOf(flow, state.step)?.kind ?? '')[0] ?? ''
      expect(advance(rules, state, entryOf(state.step ?? '', outcome, -1))).toEqual({ rejected: 'out-of-time-order' })
    }
  })
  test('replaying the log of any run gives the state that the run had', () => {
    fc.assert(
      fc.property(walkOf(flow), (state) => {
        expect(replay(rules, state.log)).toEqual({ state })
      }),
    )
  })
  test('no run ends well with a log from which an entry was taken out, unless the rest is a run by itself', () => {
    fc.assert(
      fc.property(walkOf(flow), fc.nat(60), (state, at) => {
        const shorter = state.log.filter((_entry, i) => i !== at % Math.max(state.log.length, 1))
        const result = replay(rules, shorter)
        if ('state' in result && result.state.status === 'done') expect(replay(rules, result.state.log)).toEqual(result)
        if ('rejected' in result) expect(result.at).toBeLessThan(shorter.length)
      }),
    )
  })
  test('the trail marks one current title while the flow runs, and never goes back on the normal way', () => {
    for (const state of states) {
      const current = trailOf({ flow, outcomesOf }, state).filter(({ mark }) => mark === 'current')
      expect(current).toHaveLength(state.status === 'active' ? 1 : 0)
    }
  })
  test('the trail ahead names only steps of the normal way; a detour stands there once it was taken', () => {
    for (const state of states) {
      const passed = [...state.log.map(({ step }) => step), state.step].map((id) => stepOf(flow, id)?.title)
      const ahead = trailOf({ flow, outcomesOf }, state).map(({ title }) => title)
      expect(normalTitles(flow).filter((title) => !ahead.includes(title))).toEqual([])
      const others = ahead.filter((title) => !normalTitles(flow).includes(title) && title !== '完成')
      expect(others.filter((title) => !passed.includes(title))).toEqual([])
    }
  })
})
