import {
  type Attempt,
  advanceAttempt,
  type AttemptLimits,
  attemptLimits,
  type Rest,
  startAttempt,
} from './challenge-attempt.ts'
import type { Challenge } from './face-engine.ts'
import { areSameHead, areStill, type Head, headOf, isSteady } from './head.ts'
import type { Observation } from './observation.ts'

/** When a liveness check gives up or starts over; starting values. */
export interface LivenessLimits extends AttemptLimits {
  readonly settleFrames: number
  readonly maxAbsenceMs: number
  readonly maxWrongTurns: number
  readonly samePersonUpTo: number
}

export const livenessLimits: LivenessLimits = {
  ...attemptLimits,
  settleFrames: 4,
  maxAbsenceMs: 1000,
  maxWrongTurns: 6,
  samePersonUpTo: 0.5,
}

/** One frame's numbers, with the distance of its face to the first one (0 for the first itself) when that was measured. */
export interface Measurement {
  readonly seen: Observation
  readonly identityDistance?: number
}

/** Why a check ended; the first is the only one that means a living person. */
export type LivenessEnd = 'passed' | 'timed-out' | 'person-changed' | 'too-many-wrong-turns'

/**
 * A liveness check between two frames. `settling` waits for a steady face and learns how it looks at rest, `meeting` for its
 * template, `challenging` for one gesture, and `confirming`, after every gesture, for the proof that it is still the same person.
 */
export interface LivenessState {
  readonly phase: 'settling' | 'meeting' | 'challenging' | 'confirming' | 'ended'
  readonly order: readonly Challenge[]
  readonly passed: readonly Challenge[]
  readonly deadlineMs: number
  readonly rest: readonly Head[]
  readonly attempt?: Attempt
  readonly wrongTurns: number
  readonly hasSwitched: boolean
  readonly last?: Head
  readonly end?: LivenessEnd
  /** How open this person's eyes are at rest. */
  readonly eyeBaseline?: number
}

/** Begins a check; the order of the challenges is decided by the caller. */
export function startLiveness(order: readonly Challenge[], deadlineMs: number): LivenessState {
  return { phase: 'settling', order, passed: [], deadlineMs, rest: [], wrongTurns: 0, hasSwitched: false }
}

/** The challenge the person has to answer now. */
export function presentChallenge({ phase, order, passed }: LivenessState): Challenge | undefined {
  return phase === 'challenging' ? order[passed.length] : undefined
}

/** Whether this frame's face is needed as a template: the first one to remember, later ones to compare with it. */
export function wantsIdentity({ phase }: LivenessState, seen: Observation): boolean {
  const isWaiting = phase === 'meeting' || phase === 'confirming'
  return isWaiting && seen.faces === 1 && seen.face !== undefined && isSteady(headOf(seen, seen.face))
}

const hasMet = ({ phase }: LivenessState): boolean => phase === 'challenging' || phase === 'confirming'

const ended = (state: LivenessState, end: LivenessEnd): LivenessState => {
  const { attempt: _, ...rest } = state
  return { ...rest, phase: 'ended', end }
}

/** What is known of the person is forgotten when they left: whoever comes back starts from the beginning. */
function startedOver(state: LivenessState): LivenessState {
  const { order, deadlineMs, hasSwitched, wrongTurns } = state
  return { ...startLiveness(order, deadlineMs), hasSwitched, wrongTurns }
}

/** Advances by one frame. */
export function advance(
  state: LivenessState,
  { seen, identityDistance }: Measurement,
  limits = livenessLimits,
): LivenessState {
  if (state.phase === 'ended') return state
  if (seen.tsMs >= state.deadlineMs) return ended(state, 'timed-out')
  if (seen.face === undefined || seen.faces !== 1) return absent(state, seen.tsMs, limits)
  const head = headOf(seen, seen.face)
  if (state.last !== undefined && !areSameHead(state.last, head)) {
    return hasMet(state) ? ended(state, 'person-changed') : startedOver(state)
  }
  if (identityDistance !== undefined && identityDistance > limits.samePersonUpTo) return ended(state, 'person-changed')
  const present = { ...state, last: head }
  if (state.phase === 'settling') return settle(present, head, limits)
  if (state.phase === 'challenging') return challenge(present, head, limits)
  return identityDistance === undefined ? present : nextChallenge(present)
}

function absent(state: LivenessState, nowMs: number, limits: LivenessLimits): LivenessState {
  const isGone = state.last !== undefined && nowMs - state.last.tsMs > limits.maxAbsenceMs
  return isGone ? startedOver(state) : state
}

/** A window slides until the person is still: a rest that was learnt half-way through a blink or a turn fits nothing later. */
function settle(state: LivenessState, head: Head, limits: LivenessLimits): LivenessState {
  const rest = isSteady(head) ? [...state.rest, head].slice(-limits.settleFrames) : []
  if (rest.length < limits.settleFrames || !areStill(rest)) return { ...state, rest }
  return { ...state, rest, phase: 'meeting', eyeBaseline: restOf(rest).eyeOpening }
}

function nextChallenge(state: LivenessState): LivenessState {
  const { attempt: _, ...rest } = state
  const wanted = state.order[state.passed.length]
  if (wanted === undefined) return ended(state, 'passed')
  return {
    ...rest,
    phase: 'challenging',
    attempt: startAttempt(wanted, restOf(state.rest)),
  }
}

function challenge(state: LivenessState, head: Head, limits: LivenessLimits): LivenessState {
  if (state.attempt === undefined) return state
  const attempt = advanceAttempt(state.attempt, head, limits)
  if (attempt.stage === 'passed')
    return { ...state, attempt, phase: 'confirming', passed: [...state.passed, attempt.challenge] }
  const wrongTurns = state.wrongTurns + (attempt.hasTurnedWrong && !state.attempt.hasTurnedWrong ? 1 : 0)
  const next = { ...state, attempt, wrongTurns }
  return wrongTurns > limits.maxWrongTurns ? ended(next, 'too-many-wrong-turns') : next
}

function restOf(heads: readonly Head[]): Rest {
  const middle = (of: (head: Head) => number): number => median(heads.map(of))
  return {
    eyeOpening: middle((head) => head.eyeOpening),
    yaw: middle((head) => head.yaw),
    aspect: middle((head) => head.aspect),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

const instead: Readonly<Record<Challenge, readonly Challenge[]>> = {
  blink: ['turnLeft', 'turnRight'],
  turnLeft: ['blink', 'turnRight'],
  turnRight: ['blink', 'turnLeft'],
}

/**
 * Replaces the present challenge once: glasses can hide a blink, and not everybody can turn. The new one differs from
 * its neighbours, so that two gestures remain two gestures. The same state comes back when nothing can be replaced.
 */
export function switchChallenge(state: LivenessState): LivenessState {
  const wanted = presentChallenge(state)
  if (wanted === undefined || state.hasSwitched) return state
  const at = state.passed.length
  const neighbours = [state.order[at - 1], state.order[at + 1]]
  const other = instead[wanted].find((candidate) => !neighbours.includes(candidate))
  if (other === undefined) return state
  return nextChallenge({ ...state, order: state.order.with(at, other), hasSwitched: true })
}
