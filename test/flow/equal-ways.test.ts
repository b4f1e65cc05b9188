import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../sync-server/contract/evidence.ts'
import {
  advance,
  type FlowState,
  isStepKind,
  outcomesOf,
  start,
  stepKinds,
  stepOf,
  trailOf,
  verifyInPerson as flow,
} from '../../sync-server/contract/flow/index.ts'
import { holderWayOf, holderWays } from '../../sync-server/contract/holder-way.ts'
import { decideLevel } from '../../sync-server/levels/level-policy.ts'

const rules = { flow, outcomesOf }

/** Every way through the table to its good end that does no step twice. */
function waysFrom(state: FlowState): readonly FlowState[] {
  if (state.status === 'done') return [state]
  const step = stepOf(flow, state.step)
  if (!step || state.log.some((entry) => entry.step === step.id)) return []
  return outcomesOf(step.kind).flatMap((outcome) => {
    const advanced = advance(rules, state, { step: step.id, outcome, output: {}, at: `${state.log.length}` })
    return 'state' in advanced ? waysFrom(advanced.state) : []
  })
}

/** How often the screen changes hands or sheets: what a citizen waits for. */
const turnsOf = ({ log }: FlowState): readonly string[] =>
  log.flatMap(({ step }) => {
    const kind = stepOf(flow, step)?.kind ?? ''
    if (!isStepKind(kind)) return []
    const { turn, thenTurn }: { turn: string; thenTurn?: string } = stepKinds[kind]
    return thenTurn === undefined ? [turn] : [turn, thenTurn]
  })

const isOpening = ({ log }: FlowState): boolean => log.some(({ step }) => step === 'open-account')
const asksFace = ({ log }: FlowState): boolean => log.some(({ step }) => step === 'capture-face')
const all = waysFrom(start(flow)).filter((way) => !isOpening(way))
const byFace = all.filter((way) => holderWayOf(flow, way.log) === 'face')
const withoutFace = all.filter((way) => !asksFace(way))

describe('the way without a face', () => {
  test('exists, for whoever declines and for whoever’s photo cannot be shown', () => {
    expect(byFace.length).toBe(1)
    expect(withoutFace.length).toBeGreaterThanOrEqual(2)
    for (const way of withoutFace) expect(holderWayOf(flow, way.log)).toBe('two-person')
  })
  test.each(withoutFace)('has the same number of steps (%#)', (way) => {
    expect(turnsOf(way).length).toBe(turnsOf(byFace[0]!).length)
  })
  test.each(withoutFace)('shows the same trail (%#)', (way) => {
    const titles = (state: FlowState): readonly string[] => trailOf(rules, state).map(({ title }) => title)
    expect(titles(way)).toEqual(titles(byFace[0]!))
  })
  test.each(withoutFace)('asks the citizen to do no more (%#)', (way) => {
    const citizens = (state: FlowState): number => turnsOf(state).filter((turn) => turn === 'citizen').length
    expect(citizens(way)).toBeLessThanOrEqual(citizens(byFace[0]!))
  })
  test.each(withoutFace)('takes two members of staff, one of them a supervisor (%#)', (way) => {
    expect(turnsOf(way)).toContain('supervisor')
  })
})

/** A zone and a typed document say less than a chip, whoever looks at the holder; they have levels of their own. */
const isByChip = ({ log }: FlowState): boolean => evidenceOf(flow, log).some(({ kind }) => kind === 'document-chip')

test('every way with a chip to the good end comes to the same level', () => {
  const levelOf = ({ log }: FlowState): string => {
    return decideLevel(new Set(evidenceOf(flow, log).map(({ kind }) => kind))).level
  }
  expect(new Set(all.map((way) => holderWayOf(flow, way.log)))).toEqual(new Set(holderWays))
  for (const way of all.filter(isByChip)) expect(levelOf(way), way.log.map(({ step }) => step).join(' ')).toBe('L4')
})
