import type { Challenge } from './face-engine.ts'
import type { Head } from './head.ts'

/** When a gesture counts: eye opening as share of the person's own, angles in degrees from their own rest. */
export interface AttemptLimits {
  readonly shutBelow: number
  /** Shut lids never measure zero: this opening is shut for narrow eyes, if it is also clearly less than their own. */
  readonly lidsTouch: number
  readonly narrowShutBelow: number
  readonly openAbove: number
  readonly maxBlinkMs: number
  readonly turnFrom: number
  readonly frontUpTo: number
  readonly blinkYawUpTo: number
  readonly blinkTipUpTo: number
}

export const attemptLimits: AttemptLimits = {
  shutBelow: 0.65,
  lidsTouch: 0.19,
  narrowShutBelow: 0.75,
  openAbove: 0.8,
  maxBlinkMs: 900,
  turnFrom: 15,
  frontUpTo: 9,
  blinkYawUpTo: 12,
  blinkTipUpTo: 0.1,
}

/** How a person looks when they do nothing. */
export interface Rest {
  readonly eyeOpening: number
  readonly yaw: number
  readonly aspect: number
}

/** One challenge under way: `waiting` for rest, `ready` for the gesture, `midway` for the return from it. */
export interface Attempt {
  readonly challenge: Challenge
  readonly rest: Rest
  readonly stage: 'waiting' | 'ready' | 'midway' | 'passed'
  readonly midwaySinceMs: number
  readonly hasTurnedWrong: boolean
}

export function startAttempt(challenge: Challenge, rest: Rest): Attempt {
  return { challenge, rest, stage: 'waiting', midwaySinceMs: 0, hasTurnedWrong: false }
}

/** What the head does, measured from its rest. */
interface Gesture {
  readonly atMs: number
  readonly turn: number
  readonly tip: number
  readonly eyes: number
  readonly eyeOpening: number
}

function gestureOf({ rest }: Attempt, head: Head): Gesture {
  const eyes = head.eyeOpening / Math.max(0.01, rest.eyeOpening)
  const tip = Math.abs(head.aspect / Math.max(0.01, rest.aspect) - 1)
  return { atMs: head.tsMs, turn: head.yaw - rest.yaw, tip, eyes, eyeOpening: head.eyeOpening }
}

/** Advances by one frame; a gesture begins and ends at rest, so the end of one cannot be the beginning of the next. */
export function advanceAttempt(attempt: Attempt, head: Head, limits: AttemptLimits): Attempt {
  const gesture = gestureOf(attempt, head)
  if (attempt.stage === 'waiting') {
    const hasOpenEyes = attempt.challenge !== 'blink' || gesture.eyes >= limits.openAbove
    const isAtRest = Math.abs(gesture.turn) <= limits.frontUpTo && hasOpenEyes
    return isAtRest ? { ...attempt, stage: 'ready', hasTurnedWrong: false } : attempt
  }
  return attempt.challenge === 'blink' ? blink(attempt, gesture, limits) : turn(attempt, gesture, limits)
}

function areShut({ eyes, eyeOpening }: Gesture, limits: AttemptLimits): boolean {
  return eyes < limits.shutBelow || (eyeOpening < limits.lidsTouch && eyes < limits.narrowShutBelow)
}

function blink(attempt: Attempt, gesture: Gesture, limits: AttemptLimits): Attempt {
  const { turn, tip, eyes, atMs } = gesture
  const hasMoved = Math.abs(turn) > limits.blinkYawUpTo || tip > limits.blinkTipUpTo
  if (hasMoved) return { ...attempt, stage: 'waiting' }
  if (attempt.stage === 'ready')
    return areShut(gesture, limits) ? { ...attempt, stage: 'midway', midwaySinceMs: atMs } : attempt
  if (atMs - attempt.midwaySinceMs > limits.maxBlinkMs) return { ...attempt, stage: 'waiting' }
  return eyes >= limits.openAbove ? { ...attempt, stage: 'passed' } : attempt
}

function turn(attempt: Attempt, { turn }: Gesture, limits: AttemptLimits): Attempt {
  const asked = attempt.challenge === 'turnLeft' ? turn : -turn
  if (asked <= -limits.turnFrom) return { ...attempt, stage: 'waiting', hasTurnedWrong: true }
  if (attempt.stage === 'ready') return asked >= limits.turnFrom ? { ...attempt, stage: 'midway' } : attempt
  return Math.abs(turn) <= limits.frontUpTo ? { ...attempt, stage: 'passed' } : attempt
}
