import type { Challenge } from './face-engine.ts'
import type { Head } from './head.ts'

/** When a gesture counts: eye opening as share of the person's own, angles in degrees from their own rest. */
export interface AttemptLimits {
  readonly shutBelow: number
  readonly openAbove: number
  readonly maxBlinkMs: number
  readonly turnFrom: number
  readonly frontUpTo: number
  readonly blinkYawUpTo: number
}

export const attemptLimits: AttemptLimits = {
  shutBelow: 0.65,
  openAbove: 0.8,
  maxBlinkMs: 900,
  turnFrom: 15,
  frontUpTo: 9,
  blinkYawUpTo: 12,
}

/** How a person looks when they do nothing. */
export interface Rest {
  readonly eyeOpening: number
  readonly yaw: number
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
  readonly eyes: number
}

function gestureOf({ rest }: Attempt, head: Head): Gesture {
  const eyes = head.eyeOpening / Math.max(0.01, rest.eyeOpening)
  return { atMs: head.tsMs, turn: head.yaw - rest.yaw, eyes }
}

/** Advances by one frame; a gesture begins and ends at rest, so the end of one cannot be the beginning of the next. */
export function advanceAttempt(attempt: Attempt, head: Head, limits: AttemptLimits): Attempt {
  const gesture = gestureOf(attempt, head)
  if (attempt.stage === 'waiting') {
    const isAtRest = Math.abs(gesture.turn) <= limits.frontUpTo && gesture.eyes >= limits.openAbove
    return isAtRest ? { ...attempt, stage: 'ready', hasTurnedWrong: false } : attempt
  }
  return attempt.challenge === 'blink' ? blink(attempt, gesture, limits) : turn(attempt, gesture, limits)
}

function blink(attempt: Attempt, { turn, eyes, atMs }: Gesture, limits: AttemptLimits): Attempt {
  if (Math.abs(turn) > limits.blinkYawUpTo) return { ...attempt, stage: 'waiting' }
  const isShut = eyes < limits.shutBelow
  if (attempt.stage === 'ready') return isShut ? { ...attempt, stage: 'midway', midwaySinceMs: atMs } : attempt
  if (atMs - attempt.midwaySinceMs > limits.maxBlinkMs) return { ...attempt, stage: 'waiting' }
  return eyes >= limits.openAbove ? { ...attempt, stage: 'passed' } : attempt
}

function turn(attempt: Attempt, { turn }: Gesture, limits: AttemptLimits): Attempt {
  const asked = attempt.challenge === 'turnLeft' ? turn : -turn
  if (asked <= -limits.turnFrom) return { ...attempt, stage: 'waiting', hasTurnedWrong: true }
  if (attempt.stage === 'ready') return asked >= limits.turnFrom ? { ...attempt, stage: 'midway' } : attempt
  return Math.abs(turn) <= limits.frontUpTo ? { ...attempt, stage: 'passed' } : attempt
}
